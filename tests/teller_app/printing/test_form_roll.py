"""One walk for both kinds of roll: the same parts in the same order."""

import pytest

from teller_app.printing.form_columns import form_columns
from teller_app.printing.form_roll import draw_form, stamps
from teller_app.printing.press import Press
from teller_app.printing.wording import Wording
from tests.teller_app.printing import samples
from tests.teller_app.printing.form_samples import AGAIN, form

WORDS = Wording()


class Heard:
    """A pen that writes down what it was asked for."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __getattr__(self, name: str):
        return lambda *given: self.said.append(name)


def test_the_parts_come_in_the_order_of_the_paper() -> None:
    pen = Heard()
    draw_form(pen, form(), samples.BANK, WORDS)
    assert pen.said == [
        "head",
        "title",
        "field",
        "field",
        "line",
        "amount",
        "line",
        "table",
        "sentence",
        "signer",
        "signer",
        "code",
        "foot",
    ]


def test_what_this_print_is_besides_an_original() -> None:
    assert stamps(False, None, WORDS) == []
    assert [word for word, _ in stamps(True, AGAIN, WORDS)] == ["PROVISIONAL", "DUPLICATE"]


@pytest.mark.parametrize(
    ("changes", "last"),
    [({}, "Original"), ({"copies": ("Ours", "Theirs")}, "Copy 2 of 2"), ({"duplicate": AGAIN}, "WS-MAK-01")],
)
def test_the_last_line_says_which_print_it_is(changes: dict[str, object], last: str, press: Press) -> None:
    roll = form_columns(form(**changes), press.bank, WORDS, 1 if "copies" in changes else 0)
    assert last in roll.text()[-1]
