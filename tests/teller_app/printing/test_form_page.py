"""A paper of parts on A5: what is long goes on to the next page, the signed page repeats the figure, a figure is never cut."""

import msgspec
import pytest

from teller_app.printing.document import PrintDocument
from teller_app.printing.errors import FigureDoesNotFit
from teller_app.printing.form_facts import FormFacts, FormRow
from teller_app.printing.form_page import form_pdf
from teller_app.printing.press import Press
from tests.teller_app.printing import pdf_reader
from tests.teller_app.printing.form_samples import AGAIN, form


def pdf(press: Press, facts: FormFacts) -> PrintDocument:
    return form_pdf(facts, press.bank, press.fonts, press.wording, press.mono)


def test_one_of_everything_is_on_one_page(press: Press) -> None:
    document = pdf(press, form())
    assert document.pages == 1
    said = pdf_reader.flat(document.data)
    for text in (
        "A paper",
        "Yaw Boateng",
        "Steps",
        "It is so.",
        "The code covers it",
        "Original",
        "One hundred and twenty Ghana cedis only",
    ):
        assert text in said
    assert any("Ɛdwoa" in text for text in said), "letters of Akan and Ga are printed as they are"


@pytest.mark.parametrize("rows", [15, 27, 28, 29, 30, 31, 60, 90])
def test_a_long_table_goes_on_and_the_signed_page_has_the_figure(rows: int, press: Press) -> None:
    pages = pdf_reader.rows(pdf(press, form(rows)).data)
    found = [row for page in pages for row in page if row[0].startswith("Line ")]
    assert [row[0] for row in found] == [f"Line {n}" for n in range(1, rows + 1)]
    last = [text for row in pages[-1] for text in row]
    assert "120.00" in last
    assert "Received by" in last
    with_total = next(page for page in pages if any(row[0] == "Total" for row in page))
    if len(pages) > 1:
        assert sum(row[0].startswith("Line ") for row in with_total) >= 2, "a total stays with two of its rows"


def test_there_is_room_to_sign_whatever_stands_above(press: Press) -> None:
    for rows in range(14, 32):
        last = pdf_reader.placed(pdf(press, form(rows)).data)[-1]
        name = next(y for _, y, text in last if text == "Received by") + 9
        above = [y for _, y, text in last if text.startswith(("Line ", "Total", "It is so.", "One hundred"))]
        assert min(above) - name > 26, rows


def test_a_duplicate_says_so_on_every_page(press: Press) -> None:
    pages = pdf_reader.rows(pdf(press, form(60, duplicate=AGAIN)).data)
    for page in pages:
        assert any("DUPLICATE" in text for row in page for text in row)


def test_a_figure_is_refused_and_not_cut(press: Press) -> None:
    table = msgspec.structs.replace(form().tables[0], rows=(FormRow(("x", "9" * 80)),))
    with pytest.raises(FigureDoesNotFit):
        pdf(press, form(tables=(table,)))


def test_the_same_facts_give_the_same_bytes_and_everything_is_tagged(press: Press) -> None:
    first, second = pdf(press, form(40)), pdf(press, form(40))
    assert first.data == second.data
    assert pdf_reader.structure(first.data)["/Table"] == 1
