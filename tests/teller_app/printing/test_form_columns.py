"""A paper of parts in columns: nothing wider than the roll, names wrapped or cut with two dots, figures whole or refused."""

import msgspec
import pytest

from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.form_columns import form_columns
from teller_app.printing.form_facts import FormRow
from teller_app.printing.press import Press
from tests.teller_app.printing import roll_reader
from tests.teller_app.printing.form_samples import AGAIN, form


def test_every_line_fits_and_a_long_value_is_wrapped(press: Press) -> None:
    lines = roll_reader.lines(form_columns(form(40), press.bank, press.wording))
    said = " ".join(line.strip() for line in lines)
    assert "Edwoa Ofori and Nmensa" in said, "the code page has no letters of Akan"
    assert sum(line.startswith("Line ") for line in lines) == 40


def test_a_state_is_a_word_on_a_plate_and_a_signed_figure_is_not_written_out(press: Press) -> None:
    facts = form(amount_minor=-20_00, word="SHORT", duplicate=AGAIN)
    lines = roll_reader.lines(form_columns(facts, press.bank, press.wording))
    assert any("-20.00" in line for line in lines)
    assert sum("SHORT" in line for line in lines) == 1
    assert not any("only" in line for line in lines)
    assert sum("DUPLICATE" in line for line in lines) == 2


def test_a_figure_keeps_a_free_column_or_is_refused(press: Press) -> None:
    for figure, fits in (("1" * 24, True), ("1" * 70, False)):
        table = msgspec.structs.replace(form().tables[0], rows=(FormRow(("Line", figure)),))
        facts = form(tables=(table,))
        if fits:
            assert any(
                f" {figure}" in line for line in roll_reader.lines(form_columns(facts, press.bank, press.wording))
            )
        else:
            with pytest.raises(FigureDoesNotFit):
                form_columns(facts, press.bank, press.wording)
