"""A hand above its line: as large as it fits, on the right line of each copy, and on no other."""

import pytest
from PIL import ImageChops

from contract.ink import Dot, packed
from teller_app.printing.form_columns import form_columns
from teller_app.printing.form_raster import form_raster
from teller_app.printing.hands import laid
from teller_app.printing.press import Press
from tests.teller_app.hands import hand
from tests.teller_app.printing import pdf_reader, roll_reader
from tests.teller_app.printing.form_samples import form
from tests.teller_app.printing.test_voucher import press as press
from tests.teller_app.printing.test_voucher import voucher

INK = packed(hand(3))


def test_it_fits_its_box_and_stands_on_its_foot() -> None:
    paths = laid(INK, 100, 28)
    xs, ys = [x for path in paths for x, _ in path], [y for path in paths for _, y in path]
    assert (min(xs), max(ys)) == (0, pytest.approx(28))
    assert max(xs) <= 100 and min(ys) >= 0
    assert max(xs) == pytest.approx(100) or min(ys) == pytest.approx(0)
    assert laid(packed(((Dot(9, 9, 0),),)), 100, 28) == [[(0, 28)]]
    assert laid("", 100, 28) == laid("AAAA", 100, 28) == []


def test_the_second_persons_hand_is_on_its_line_of_both_copies_and_said_to_who_hears_the_paper(press: Press) -> None:
    bare, signed = (press.voucher(voucher(hands=hands)).data for hands in ((), ("", "", INK)))
    assert pdf_reader.structure(signed)["/Figure"] == pdf_reader.structure(bare)["/Figure"] + 2
    before, after = (pdf_reader.picture(data, 0, 1.0) for data in (bare, signed))
    wide, high = after.size
    for copy in range(2):
        half = (0, copy * high // 2, wide, (copy + 1) * high // 2)
        box = ImageChops.difference(before.crop(half), after.crop(half)).getbbox()
        assert box is not None and box[0] > wide * 0.6, "the third of three lines"
        assert box[3] < high // 2 - 50, "above it"


def test_the_roll_draws_it_and_a_printer_of_letters_says_that_there_is_one(press: Press) -> None:
    bare, signed = form(hands=()), form(hands=(INK, ""))
    drawn = [form_raster(one, press.bank, press.fonts, press.wording).image() for one in (bare, signed)]
    assert drawn[0].size == drawn[1].size
    assert ImageChops.difference(drawn[0].convert("L"), drawn[1].convert("L")).getbbox() is not None
    said = [" ".join(roll_reader.lines(form_columns(one, press.bank, press.wording))) for one in (bare, signed)]
    assert ["Signed on the pad" in text for text in said] == [False, True]
