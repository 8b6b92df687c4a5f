"""The cash position: every total is the sum of the lines that are printed, and a reprint says so."""

from datetime import date

import msgspec
import pytest

from server.ledger.verification import signer
from teller_app.printing import facts as f
from teller_app.printing.errors import CodeRefused, TotalMismatch
from teller_app.printing.position_facts import Held, PositionFacts
from teller_app.printing.press import Press
from teller_app.printing.slip_facts import Form
from teller_app.printing.verification import qr_payload
from tests.teller_app.printing import pdf_reader
from tests.teller_app.printing.samples import at
from tests.teller_app.test_papers import press

__all__ = ["press"]

NUMBER = "CP-04-20261120-48394"
CODE = signer(b"k" * 32)(NUMBER, 1)
NOTES = {20000: 87, 10000: 104, 5000: 131, 2000: 236, 1000: 118, 500: 107, 200: 70, 100: 78}
COINS = {200: 42, 100: 60, 50: 30, 20: 12, 10: 8, 5: 0, 1: 0}


def position(**changes: object) -> PositionFacts:
    """Picture 19's drawer at 13:52."""
    held = [Held(minor, Form.NOTE, count) for minor, count in NOTES.items()]
    held += [Held(minor, Form.COIN, count) for minor, count in COINS.items()]
    total = sum(line.denomination_minor * line.pieces for line in held)
    base = PositionFacts(
        number=NUMBER, currency=f.GHS, drawer="04", drawer_line="04 · Makola", cashier="Efua Owusu", business_date=date(2026, 11, 20),
        at=at("13:52:10"), journal=48394, held=tuple(held), total_minor=total, printed=f.Stamp(at("14:00:00"), "WS-MAK-04", "TLR-0417"),
        verification=f.Verification(CODE, qr_payload(NUMBER, total, CODE)), after="04-20261120-1-0497",
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def test_every_printed_total_is_re_added_from_the_paper(press: Press) -> None:
    facts = position()
    document = press.position(facts)
    (page,) = pdf_reader.rows(document.data)
    sides: dict[str, list[list[str]]] = {"notes": [], "coins": []}
    table = pdf_reader.between(page, "Note", "Total")
    for row in table:
        sides["notes"].append(row[:3])
        if len(row) > 3:
            sides["coins"].append(row[3:])
    subtotals = pdf_reader.row_of(page, "Total")
    added = []
    for place, lines in enumerate(sides.values()):
        worth = [pdf_reader.minor(value) for _, _, value in lines]
        for (unit, count, _), minor in zip(lines, worth, strict=True):
            face = round(float(unit.replace(",", "")) * 100)
            assert face * int(count.replace(",", "")) == minor
        added.append(sum(worth))
        assert pdf_reader.minor(subtotals[place * 3 + 2]) == sum(worth)
        assert int(subtotals[place * 3 + 1].replace(",", "")) == sum(int(line[1].replace(",", "")) for line in lines)
    assert pdf_reader.minor(pdf_reader.row_of(page, "Total in the drawer")[-1]) == sum(added) == facts.total_minor


def test_number_code_words_and_where_it_stands_in_the_journal(press: Press) -> None:
    said = " ".join(pdf_reader.flat(press.position(position()).data))
    for text in (
        NUMBER,
        CODE,
        "Forty-",
        "after receipt 04-20261120-1-0497",
        "Rebuilt from the journal",
        "13:52:10 GMT",
        "Original",
    ):
        assert text in said
    assert "DUPLICATE" not in said
    assert "after journal row 48 394" in " ".join(pdf_reader.flat(press.position(position(after="")).data))


def test_a_reprint_says_duplicate_and_keeps_number_and_code(press: Press) -> None:
    again = f.Duplicate(1, f.Stamp(at("15:00:00"), "WS-MAK-01", "MGR-1"), f.Stamp(at("14:00:00"), "WS-MAK-04"))
    document = press.position(position(duplicate=again))
    said = " ".join(pdf_reader.flat(document.data))
    assert said.count("DUPLICATE") == 2
    for text in (
        NUMBER,
        CODE,
        "Reprint no. 1 of 20 Nov 2026 15:00:00",
        "Original printed 20 Nov 2026 14:00:00 on WS-MAK-04",
    ):
        assert text in said
    assert document.key != press.position(position()).key


def test_a_total_that_its_pieces_do_not_give_is_refused(press: Press) -> None:
    with pytest.raises(TotalMismatch):
        press.position(position(total_minor=position().total_minor + 1))
    with pytest.raises(TotalMismatch):
        press.position(position(held=(Held(100, Form.NOTE, -1),), total_minor=-100))
    with pytest.raises(CodeRefused):
        press.position(position(number="CP-04-20261120-1"))


def test_the_same_facts_give_the_same_bytes_on_one_page(press: Press) -> None:
    first, second = press.position(position()), press.position(position())
    assert (first.sha256, first.pages) == (second.sha256, 1)
