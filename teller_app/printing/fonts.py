"""The Coastal Print cuts: registered with the PDF library, measured, and made safe for text from outside."""

import unicodedata
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from teller_app.printing.roles import ROLES, SHRINK_LEAST

CUTS = ("Regular", "Medium", "SemiBold", "Bold", "Code")


class PrintFonts:
    """The fonts in `folder`. Registering is idempotent: the PDF library keeps one table of fonts a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: frozenset[int] = frozenset()
        for cut in CUTS:
            # Shaping would need a library that is not there; the digits are tabular in the font itself (PRINT 11.2).
            font = TTFont(pdf_name(cut), str(self.path(cut)), shapable=False)
            pdfmetrics.registerFont(font)
            known = frozenset(font.face.charToGlyph)
            self._known = known & self._known if self._known else known

    def path(self, cut: str) -> Path:
        """The file of a cut, for the raster."""
        return self.folder / f"CoastalPrint-{cut}.ttf"

    def width(self, text: str, role: str) -> float:
        """Width in points with tracking, which the PDF library leaves out (PRINT 11.3)."""
        look = ROLES[role]
        plain = float(pdfmetrics.stringWidth(text, pdf_name(look.cut), look.size))
        return plain + look.tracking * look.size * max(0, len(text) - 1)

    def printable(self, text: str) -> str:
        """Composed letters, no control signs, and `?` for a sign that the font would draw as an empty box."""
        composed = unicodedata.normalize("NFC", text)
        spaced = "".join(" " if unicodedata.category(sign).startswith("C") else sign for sign in composed)
        return "".join(sign if ord(sign) in self._known else "?" for sign in spaced)

    def fit_figure(self, text: str, role: str, width: float) -> float | None:
        """The scale (1 down to 0.86) at which a figure fits, or None: a figure is never cut."""
        needed = self.width(text, role)
        if needed <= width:
            return 1.0
        scale = width / needed
        return scale if scale >= SHRINK_LEAST else None

    def fit_name(self, text: str, role: str, width: float) -> tuple[str, float]:
        """A name, shrunk to 86 per cent at most, then cut with an ellipsis."""
        scale = self.fit_figure(text, role, width)
        if scale is not None:
            return text, scale
        for length in range(len(text) - 1, 0, -1):
            cut = text[:length].rstrip() + "…"
            if self.width(cut, role) * SHRINK_LEAST <= width:
                return cut, SHRINK_LEAST
        return "…", SHRINK_LEAST


def pdf_name(cut: str) -> str:
    """The name under which a cut is known to the PDF library."""
    return f"CP-{cut}"
