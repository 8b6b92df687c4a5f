"""A QR symbol (ISO/IEC 18004) on paper, the same in both themes: a camera needs dark on light and four modules of quiet around."""

import segno
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from teller_app.glass.look import Look
from teller_app.glass.painted import Painted
from teller_app.glass.paper_preview import PAPER

INK = QColor("#1A2030")
QUIET = 4
SIDE = 232


class QrCode(Painted):
    """``name`` says what it is; whoever cannot scan reads the same as text beside it. Modules are whole pixels."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, (SIDE, SIDE))
        self._rows: tuple[tuple[bool, ...], ...] = ()

    def set_content(self, content: str) -> None:
        """Show another symbol, level M; nothing for an empty text."""
        found = segno.make(content, micro=False, error="m") if content else None
        self._rows = tuple(tuple(bool(module) for module in row) for row in found.matrix) if found else ()
        self.update()

    def draw(self, p: QPainter) -> None:
        """Paper, then the dark modules."""
        p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        p.fillRect(self.rect(), PAPER)
        if not self._rows:
            return
        px = max(1, SIDE // (len(self._rows) + 2 * QUIET))
        left = (self.width() - px * len(self._rows)) // 2
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    p.fillRect(QRectF(left + x * px, left + y * px, px, px), INK)
