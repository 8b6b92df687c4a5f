"""A paper of parts as a typeset roll: 576 dots of black and white, its symbol read back, figures whole or refused."""

import msgspec
import pytest

from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.form_facts import FormRow
from teller_app.printing.form_raster import form_raster
from teller_app.printing.press import Press
from tests.teller_app.printing.form_samples import AGAIN, form


def test_it_is_one_bit_wide_as_the_roll_and_grows_with_what_it_says(press: Press) -> None:
    heights = []
    for facts in (form(), form(40), form(40, duplicate=AGAIN)):
        image = form_raster(facts, press.bank, press.fonts, press.wording).image()
        assert (image.mode, image.width) == ("1", 576)
        heights.append(image.height)
    assert heights == sorted(set(heights))


def test_a_table_to_write_on_has_seven_millimetres_a_row(press: Press) -> None:
    tall = msgspec.structs.replace(form().tables[0], tall=True)
    low, high = (
        form_raster(form(tables=(one,)), press.bank, press.fonts, press.wording).y for one in (form().tables[0], tall)
    )
    assert high - low >= 2 * 20


def test_a_figure_that_is_wider_than_its_column_is_refused(press: Press) -> None:
    table = msgspec.structs.replace(form().tables[0], rows=(FormRow(("Line", "9" * 50)),))
    with pytest.raises(FigureDoesNotFit):
        form_raster(form(tables=(table,)), press.bank, press.fonts, press.wording)
