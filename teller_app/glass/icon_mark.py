"""A bare icon beside words that carry the meaning."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from teller_app.glass.icons import paint_icon
from teller_app.glass.look import Look
from teller_app.glass.painted import Painted


class IconMark(Painted):
    """``px`` wide and high, in secondary text colour; decoration, so it has no name."""

    def __init__(self, look: Look, icon: str, px: int = 14) -> None:
        super().__init__(look, "", (px, px))
        self._icon = icon

    def draw(self, p: QPainter) -> None:
        """In the middle of its place."""
        px = self._hint[0]
        paint_icon(p, self._icon, 0, (self.height() - px) // 2, px, self.look.tokens.text2)
