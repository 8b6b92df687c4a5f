"""A count that wants attention. Source: LOOK 6 (16 px high, above 99 it says 99+)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, rounded, text, text_width
from teller_app.glass.painted import Painted

HEIGHT = 16
COUNT_MAX = 99


def badge_text(count: int) -> str:
    """What a badge shows for a count; nothing for none."""
    if count <= 0:
        return ""
    return f"{COUNT_MAX}+" if count > COUNT_MAX else str(count)


class Badge(Painted):
    """``words`` says the count in words ("3 approvals wait") for a screen reader."""

    def __init__(self, look: Look, count: int = 0, words: str = "") -> None:
        self._shown = badge_text(count)
        super().__init__(look, words or self._shown, (HEIGHT, HEIGHT))
        self.setVisible(bool(self._shown))

    def shown(self) -> str:
        """The text on the badge."""
        return self._shown

    def set_count(self, count: int, words: str = "") -> None:
        """Another count; none hides the badge."""
        self._shown = badge_text(count)
        self.setAccessibleName(words or self._shown)
        self.setVisible(bool(self._shown))
        self.refresh()

    def sizeHint(self) -> QSize:
        """A circle, or a pill for two digits and more."""
        return QSize(max(HEIGHT, round(text_width(self._shown, self.look.font("key")) + 8)), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """A count is never cut."""
        return self.sizeHint()

    def draw(self, p: QPainter) -> None:
        """Pill and figure."""
        box = QRectF(0, (self.height() - HEIGHT) / 2, self.width(), HEIGHT)
        rounded(p, box, HEIGHT / 2, self.look.tokens.neg_fill)
        text(p, box, self._shown, self.look.font("key"), self.look.tokens.on_accent, CENTER, False)
