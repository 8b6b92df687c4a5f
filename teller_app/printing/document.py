"""A finished document and the two passes that make it: one counts the pages, one files them."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from teller_app.printing.facts import Duplicate
from teller_app.printing.fonts import PrintFonts
from teller_app.printing.roles import Paper
from teller_app.printing.sheet import Sheet
from teller_app.printing.structure import About

PDF = "application/pdf"
ESCPOS = "application/vnd.escpos"
_PASSES_MAX = 3


@dataclass(frozen=True)
class PrintDocument:
    """Bytes for a printer. `key` is the same for the same print of the same document, so it cannot be queued twice.

    `columns` is the plain text of an ESC/POS roll, for preview and log; empty for a PDF.
    """

    key: str
    title: str
    number: str
    media_type: str
    media: str
    data: bytes
    pages: int
    kick: bool = False
    columns: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Stored with the print: the same facts give the same bytes."""
        return hashlib.sha256(self.data).hexdigest()


def document_key(number: str, status: str, duplicate: Duplicate | None, form: str) -> str:
    """`04-261120-0031.final.original.A6`, safe as a file name."""
    print_no = f"duplicate-{duplicate.number}" if duplicate else "original"
    return ".".join(re.sub(r"[^A-Za-z0-9_-]+", "-", part) for part in (number, status, print_no, form))


def print_of(key: str) -> tuple[str, int]:
    """What all prints of a document share, on whatever form, and which one this is: 0 for the original, n for the n-th duplicate."""
    number, status, print_no, *_ = key.split(".")
    return f"{number}.{status}", int(print_no.removeprefix("duplicate-")) if print_no != "original" else 0


def make_pdf(
    key: str, paper: Paper, about: About, fonts: PrintFonts, mono: bool, draw: Callable[[Sheet], None]
) -> PrintDocument:
    """Draw until "Page x of y" is true. Nothing in `draw` may depend on the clock or on chance."""
    total: int | None = None
    for _ in range(_PASSES_MAX):
        sheet = Sheet(paper, about, fonts, mono, total)
        draw(sheet)
        if sheet.page == total:
            return PrintDocument(key, about.title, about.number, PDF, paper.media, sheet.finish(), total)
        total = sheet.page
    raise RuntimeError(f"{about.number}: the number of pages does not settle")
