import hashlib

import pytest

from teller_app.printing.document import PDF, document_key, make_pdf, print_of
from teller_app.printing.facts import Duplicate, Stamp
from teller_app.printing.press import Press
from teller_app.printing.roles import A6
from teller_app.printing.sheet import Sheet
from teller_app.printing.structure import About

from . import pdf_reader, samples

STAMP = Stamp(samples.at("13:52:20"), "WS-MAK-04")
REPRINTS = [Duplicate(number, STAMP, STAMP) for number in (2, 12)]
ABOUT = About("Title", "Subject", "N-1", "Bank")


def test_keys_tell_prints_apart_and_are_file_names() -> None:
    original = document_key("04-261120-0031", "final", None, "A6")
    assert original == "04-261120-0031.final.original.A6"
    assert document_key("04/../0031", "final", REPRINTS[0], "A6") == "04-0031.final.duplicate-2.A6"
    assert document_key("04-261120-0031", "provisional", None, "A6") != original


def test_prints_of_one_document_are_told_from_those_of_others_whatever_the_form() -> None:
    shared, place = print_of(document_key("04-261120-0031", "final", None, "A6"))
    assert place == 0
    assert print_of(document_key("04-261120-0031", "final", REPRINTS[1], "A5")) == (shared, 12)
    assert print_of(document_key("04-261120-0031", "provisional", None, "A6"))[0] != shared
    assert print_of(document_key("04-261120-003", "final", None, "A6"))[0] != shared


def test_pages_are_counted_before_they_are_filed(press: Press) -> None:
    def draw(sheet: Sheet) -> None:
        for _ in range(2):
            sheet.text(20, 40, f"{sheet.page} of {sheet.total}")
            sheet.turn_page()
        sheet.text(20, 40, f"{sheet.page} of {sheet.total}")

    document = make_pdf("k", A6, ABOUT, press.fonts, False, draw)
    assert pdf_reader.flat(document.data) == ["1 of 3", "2 of 3", "3 of 3"]
    assert (document.pages, document.media_type, document.media) == (3, PDF, "A6")
    assert document.sha256 == hashlib.sha256(document.data).hexdigest()


def test_a_drawing_that_depends_on_its_own_length_is_refused(press: Press) -> None:
    def draw(sheet: Sheet) -> None:
        for _ in range(sheet.total or 0):
            sheet.turn_page()

    with pytest.raises(RuntimeError, match="settle"):
        make_pdf("k", A6, ABOUT, press.fonts, False, draw)
