import pytest

from teller_app.printing.form_facts import FormColumn, FormRow, FormTable
from teller_app.printing.widths import given, needed


@pytest.mark.parametrize(
    ("own", "need", "widths"),
    [
        ((10, 20, 30), (10, 20, 30), [10, 20, 30]),
        ((10, 20, 30), (5, 26, 20), [8, 26, 26]),
        ((10, 20), (11, 20), [10, 20]),
        ((10, 20), (15, 15), [15, 15]),
    ],
)
def test_a_column_takes_what_it_needs_from_those_that_have_it(
    own: tuple[int, ...], need: tuple[int, ...], widths: list[int]
) -> None:
    assert given(own, need) == widths


def test_heads_rows_and_total_say_what_is_needed_and_a_name_never_asks_for_more() -> None:
    table = FormTable((FormColumn("Name", 0.5, figures=False), FormColumn("Value", 0.3), FormColumn("Left", 0.2)),
                      (FormRow(("A very long name", "1", "12345678")), FormRow(("", "", ""), lead="Across")), ("", "1", "123456789"))  # fmt: skip
    assert needed(table, (6, 10, 4), len) == [6, 5, 9]
