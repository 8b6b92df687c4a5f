"""The count sheet: what is printed is re-added from the paper, a blank one has boxes for every denomination and says nothing."""

import msgspec
import pytest

from contract.money import CURRENCIES, pieces_total
from contract.papers import CountPaper
from server.ledger.verification import signer
from teller_app import cash_papers
from teller_app.printing.count_facts import CountFacts
from teller_app.printing.count_sheet import count_form
from teller_app.printing.errors import CodeRefused, TotalMismatch
from teller_app.printing.facts import Stamp
from teller_app.printing.form_page import FOOT, QR_SIZE
from teller_app.printing.press import Press
from teller_app.printing.roles import A5
from teller_app.printing.wording import CountWords
from tests.teller_app.printing import pdf_reader, qr_reader, roll_reader
from tests.teller_app.test_papers import DESK

WORDS = CountWords()
PIECES = {"20000": 99, "10000": 118, "5000": 143, "5000:mutilated": 3, "2000": 57, "2000:strapped": 200, "2000:suspect": 1,
          "100": 83, "200c": 45, "50c": 31}  # fmt: skip
NUMBER = "CS-04-20261122-1A2B3C4D"
COUNT = CountPaper(
    number=NUMBER, code=signer(b"k" * 32)(NUMBER), branch="b", currency="GHS", business_date="2026-11-22",
    at="2026-11-22T13:52:10.000Z", what="surprise", drawer="04", amount=pieces_total(PIECES), pieces=PIECES,
    counter="Akosua Frimpomaa Agyeman-Prempeh", witness="Efua Owusu", witnessed=True,
)  # fmt: skip
BLANK = msgspec.structs.replace(COUNT, number="CB-04-20261122-48394-GHS", what="blank", amount=0, pieces={}, counter="", witness="",
                                witnessed=False)  # fmt: skip


def facts(paper: CountPaper = COUNT, **changes: object) -> CountFacts:
    return msgspec.structs.replace(cash_papers.count(paper, DESK, WORDS), **changes)


def test_every_total_is_re_added_from_the_paper(press: Press) -> None:
    (page,) = pdf_reader.rows(press.count(facts()).data)
    table = pdf_reader.between(page, "Note, coin", "Total")
    assert len(table) == len(CURRENCIES["GHS"].denominations), "every denomination, also where there is none"
    worth = 0
    for unit, loose, straps, worn, pieces, value in table:
        face = round(float(unit) * 100)
        parts = [0 if part == "–" else int(part) for part in (loose, straps, worn)]
        assert sum(parts) == int(pieces)
        assert face * int(pieces) == pdf_reader.minor(value)
        worth += pdf_reader.minor(value)
    assert pdf_reader.minor(pdf_reader.row_of(page, "Total")[-1]) == worth == COUNT.amount


def test_what_the_books_say_is_not_on_it_and_what_is_no_cash_is_named(press: Press) -> None:
    said = " ".join(pdf_reader.flat(press.count(facts()).data))
    for text in (
        NUMBER,
        COUNT.code,
        "blind",
        "Surprise",
        "Drawer 04",
        "1 × 20",
        "Efua Owusu saw this count",
        "13:52:10",
    ):
        assert text.replace("\u00a0", " ") in said.replace("\u00a0", " ")
    assert "Variance" not in said
    assert "Expected" not in said


def test_a_blank_sheet_has_room_for_every_denomination_on_one_page(press: Press) -> None:
    document = press.count(facts(BLANK))
    assert document.pages == 1
    (page,) = pdf_reader.rows(document.data)
    table = pdf_reader.between(page, "Note, coin", "Total")
    assert [row[0] for row in table] == [
        "200",
        "100",
        "50",
        "20",
        "10",
        "5",
        "2",
        "1",
        "2.00",
        "1.00",
        "0.50",
        "0.20",
        "0.10",
        "0.05",
        "0.01",
    ]
    assert {text for row in table for text in row[1:]} == {"–"}, "coins are in no straps; everything else is written in"
    assert not [
        text
        for text in pdf_reader.flat(document.data)
        if pdf_reader.MONEY.fullmatch(text) and text not in {row[0] for row in table}
    ]


@pytest.mark.parametrize("currency", ["GHS", "CZK"])
def test_the_longest_count_of_every_currency_keeps_its_signatures(currency: str, press: Press) -> None:
    faces = {item.face: 12_345 for item in CURRENCIES[currency].denominations}
    faces |= {
        f"{item.face}:{bucket}": 900
        for item in CURRENCIES[currency].denominations
        if item.note
        for bucket in ("strapped", "mutilated", "suspect")
    }
    long = msgspec.structs.replace(COUNT, currency=currency, pieces=faces, amount=pieces_total(faces), disputed=True, witnessed=False,
                                   reason="The strap of twenties was torn and nobody counted it again. " * 6)  # fmt: skip
    document = press.count(facts(long))
    pages = pdf_reader.rows(document.data)
    last = [text for row in pages[-1] for text in row]
    assert any("Counted by" in text for text in last)
    assert any(pdf_reader.MONEY.fullmatch(text) for text in last), "the page that is signed has the figure"
    assert press.roll(facts(long)).data
    assert press.roll(facts(long), typeset=False).columns


def test_the_roll_says_the_same_total_by_lines_that_add_up(press: Press) -> None:
    (roll,) = press.columns(facts())
    lines = roll_reader.lines(roll)
    start = next(n for n, line in enumerate(lines) if line.strip().startswith("Note, coin"))
    end = next(n for n, line in enumerate(lines) if line.strip().startswith("Total"))
    table = [roll_reader.cells(line) for line in lines[start + 2 : end] if not line.startswith("--")]
    assert ["20 straps", "200", "4,000.00"] in table
    assert ["0.05", "0", "0.00"] in table
    assert sum(roll_reader.minor(row[2]) for row in table) == COUNT.amount
    assert "COUNT SHEET" in lines


def test_a_blank_roll_has_rules_to_write_on(press: Press) -> None:
    (picture,), (filled,) = press.pictures(facts(BLANK)), press.pictures(facts())
    assert picture.width == 576
    assert picture.height > filled.height
    (roll,) = press.columns(facts(BLANK))
    assert not any(roll_reader.MONEY.search(line) for line in roll_reader.lines(roll) if not line.strip()[:1].isdigit())


def test_its_qr_is_read_back_from_the_page(press: Press) -> None:
    document = press.count(facts())
    assert qr_reader_text(document.data) == f"CT1*{NUMBER}*{COUNT.amount}*{COUNT.code.replace('-', '')}"


def qr_reader_text(pdf: bytes) -> str:
    """The symbol at the lower left of an A5 page."""
    scale = 8.0
    picture = pdf_reader.picture(pdf, 0, scale)
    left, top = A5.left * scale, (A5.height - A5.bottom - FOOT + 14) * scale
    size = QR_SIZE * scale
    return qr_reader.read(qr_reader.sample(picture, (left, top, left + size, top + size), 29))


def test_before_and_after_the_witness_are_two_papers_and_a_reprint_says_so(press: Press) -> None:
    waits = facts(msgspec.structs.replace(COUNT, witnessed=False))
    assert press.count(waits).key != press.count(facts()).key
    again = facts(duplicate=DESK.reprint(2, Stamp(DESK.clock(), "WS-07", "TLR-1")))
    said = pdf_reader.flat(press.count(again).data)
    assert said.count("DUPLICATE") == 2
    assert any("Reprint no. 2" in text for text in said)
    assert any("WS-07" in text for text in said)


def test_a_micro_count_is_of_its_denomination_and_signed_by_one(press: Press) -> None:
    micro = msgspec.structs.replace(
        COUNT, what="micro", pieces={"1000": 18}, amount=180_00, witness="", witnessed=False
    )
    form = count_form(facts(micro), WORDS)
    assert [row.cells[0] for row in form.tables[0].rows] == ["10"]
    assert len(form.signers) == 1


def test_what_does_not_add_up_is_refused(press: Press) -> None:
    with pytest.raises(TotalMismatch):
        press.count(facts(total_minor=1))
    with pytest.raises(TotalMismatch):
        press.count(facts(what="blank"))
    with pytest.raises(CodeRefused):
        press.count(facts(number="CS-04-20261122-FFFFFFFF"))
    worse = facts()
    with pytest.raises(TotalMismatch):
        press.count(facts(lines=(msgspec.structs.replace(worse.lines[0], worn=-1), *worse.lines[1:])))


def test_everything_drawn_is_tagged(press: Press) -> None:
    for paper in (COUNT, BLANK):
        assert pdf_reader.structure(press.count(facts(paper)).data)["/Table"] == 1
