"""The list of what waits: its total is re-added, it says PROVISIONAL, and no code vouches for it."""

from datetime import UTC, datetime

import msgspec
import pytest

from teller_app import cash_papers
from teller_app.printing.errors import TotalMismatch
from teller_app.printing.kept_facts import KeptFacts, KeptLine
from teller_app.printing.press import Press
from tests.teller_app.printing import pdf_reader, roll_reader
from tests.teller_app.test_papers import DESK, NOW

AT = datetime(2026, 11, 22, 9, 31, tzinfo=UTC)
IN = KeptLine(receipt="04-20261122-1-0031", at=AT, who="Alhassan Fuseini", what="Deposit", amount_minor=115_000, outcome="To suspense",
              why="This account is closed")  # fmt: skip
OUT = msgspec.structs.replace(IN, receipt="04-20261122-1-0032", what="Withdrawal", amount_minor=-60_000, outcome="Will post",
                              why="Balance then GH₵ 8,650.00")  # fmt: skip


def kept(*lines: KeptLine, **changes: object) -> KeptFacts:
    return msgspec.structs.replace(cash_papers.kept(lines or (IN, OUT), "GHS", DESK, NOW), **changes)


def test_what_stands_on_it(press: Press) -> None:
    (page,) = pdf_reader.rows(press.kept(kept()).data)
    said = " ".join(text for row in page for text in row).replace("\u00a0", " ")
    for text in ("Postings not booked yet", "NB-20261122-094712-GHS", "To suspense", "This account is closed", "PROVISIONAL",
                 "It proves no entry in the books", "WS-04", "Alhassan Fuseini · Deposit · 04-20261122-1-0031", "No verification code"):  # fmt: skip
        assert text in said
    assert "final" not in said, "no later print of this list is the bank's"
    assert pdf_reader.minor(pdf_reader.row_of(page, "Cash")[-1]) == 55_000


def test_fifty_go_on_to_other_pages_and_the_roll_names_each(press: Press) -> None:
    many = tuple(msgspec.structs.replace(IN, receipt=f"04-20261122-1-{n:04d}") for n in range(50))
    pages = pdf_reader.rows(press.kept(kept(*many)).data)
    assert len(pages) > 1
    (roll,) = press.columns(kept(*many))
    said = " ".join(roll_reader.lines(roll))
    assert all(line.receipt in said for line in many)


def test_a_total_that_its_lines_do_not_give_is_not_printed(press: Press) -> None:
    with pytest.raises(TotalMismatch):
        press.kept(kept(total_minor=1))
