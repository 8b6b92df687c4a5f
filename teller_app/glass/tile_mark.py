"""The tinted tile with an icon that stands before what a panel is about (pictures 02 and 23)."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import paint_icon, rounded, tone
from teller_app.glass.painted import Painted

SIDE, ICON = 44, 22


class TileMark(Painted):
    """Decoration beside words that say the same, so it has no name."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", (SIDE, SIDE))
        self._icon, self._tone = "receipt", "mute"

    def set_mark(self, icon: str, tone_name: str) -> None:
        """Another icon in another tone."""
        if (icon, tone_name) != (self._icon, self._tone):
            self._icon, self._tone = icon, tone_name
            self.update()

    def draw(self, p: QPainter) -> None:
        """Tile and icon."""
        color, soft = tone(self.look.tokens, self._tone)
        rounded(p, QRectF(0, 0, SIDE, SIDE), 12, soft)
        paint_icon(p, self._icon, (SIDE - ICON) // 2, (SIDE - ICON) // 2, ICON, color, "bold")
