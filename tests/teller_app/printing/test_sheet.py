import pytest

from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.press import Press
from teller_app.printing.prose import plain
from teller_app.printing.roles import A6
from teller_app.printing.sheet import Sheet
from teller_app.printing.structure import About

from . import pdf_reader


def sheet_for(press: Press, mono: bool = False) -> Sheet:
    return Sheet(A6, About("Title", "Subject", "N-1", "Bank"), press.fonts, mono, 1)


def test_two_ways_to_fit(press: Press) -> None:
    sheet = sheet_for(press)
    sheet.name(20, 40, "The Registered Trustees of the Makola Market", "b", 60)
    sheet.figure(20, 60, "1,234.50", "b", 60)
    with pytest.raises(FigureDoesNotFit):
        sheet.figure(20, 80, "12,345,678,901,234.50", "b", 60)
    name, figure = (row[0] for row in pdf_reader.rows(sheet.finish())[0])
    assert name.endswith("…")
    assert figure == "1,234.50"


def test_alignment_meets_the_edge(press: Press) -> None:
    sheet = sheet_for(press)
    width = sheet.text(200, 40, "46,218.70", "s", "r")
    sheet.paragraph(20, 60, sheet.lines(plain("left"), "s", 100), 10)
    assert width == press.fonts.width("46,218.70", "s")
    assert pdf_reader.rows(sheet.finish()) == [[["46,218.70"], ["left"]]]


def test_black_is_grey_zero_and_the_accent_vanishes_on_mono(press: Press) -> None:
    for mono in (False, True):
        sheet = sheet_for(press, mono)
        sheet.accent_bar(20, 40, 30, 1.8)
        sheet.rule(20, 100, 40)
        darkest = pdf_reader.picture(sheet.finish(), 0, 4).getpixel((120, 120))
        assert (darkest == 0) == mono
