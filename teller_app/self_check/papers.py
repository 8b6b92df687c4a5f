"""Printing without a printer: a receipt through the app's own press into a PDF and into a roll's bytes, read back."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from contract.staff import Me
from teller_app.build import load_press
from teller_app.printing.facts import GHS, ReceiptFacts, ReceiptKind, Stamp, Status
from teller_app.printing.preview import page_images
from teller_app.printing.print_queue import JobState
from teller_app.self_check.finding import Unfit
from teller_app.self_check.parts import scratch
from teller_app.settings import Settings

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DPI = 40
_NOBODY = Me(user="", username="", full_name="", staff_number="", roles=(), branch="", branch_name="Self check", branch_code="000",
             bank_name="Coastal Teller", permissions=(), limits=(), scope="", shift_ends_at="")  # fmt: skip


def papers(settings: Settings) -> str:
    """The whole way of a paper: facts, page, queue, file; the page is then drawn again from the file."""
    with _environment(), tempfile.TemporaryDirectory(prefix="coastal-self-check-") as name:
        folder = Path(name)
        make, queue, (printer, *_) = load_press(scratch(settings, folder), lambda: AT)
        press = make(_NOBODY)
        queue.add(press.receipt(specimen()), printer)
        states = [job.state for job in queue.run()]
        files = list((folder / "papers").glob("*.pdf"))
        if states != [JobState.PRINTED] or len(files) != 1:
            raise Unfit(f"not_printed {[state.value for state in states]}")
        pdf = files[0].read_bytes()
        pages = page_images(pdf, DPI)
        if len(pages) != 1 or not pages[0].png:
            raise Unfit(f"pdf_unreadable {len(pages)}")
        roll = press.roll(specimen(), typeset=False).data
        if b"\x1b" not in roll:
            raise Unfit("roll_empty")
    return f"pdf {len(pdf)} bytes, roll {len(roll)} bytes"


@contextmanager
def _environment() -> Iterator[None]:
    """As it was, afterwards: the press names its cache's folder there, and this one is gone by then."""
    before = dict(os.environ)
    try:
        yield
    finally:
        for name in os.environ.keys() - before.keys():
            del os.environ[name]


def specimen() -> ReceiptFacts:
    """A receipt of nobody for one pesewa, PROVISIONAL, so that it is no receipt even if it were printed."""
    return ReceiptFacts(kind=ReceiptKind.DEPOSIT, status=Status.PROVISIONAL, number="00-20261124-1-0001", currency=GHS, amount_minor=1,
                        account="000 0000 0000 00", holder="Self check", product="-", business_date=AT.date(), at=AT,
                        cashier="Self check", drawer="00", printed=Stamp(AT, "self-check"), verification=None,
                        pieces={1: 1})  # fmt: skip
