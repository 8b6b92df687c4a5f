"""A square icon button with an optional count: messages, notices, theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, paint_icon, rounded, text, text_width
from teller_app.glass.painted_button import PaintedButton

SIDE = 44


class BarButton(PaintedButton):
    """``name`` is the tooltip and what is read out; the count and the key are read with it."""

    gutter = 4

    def __init__(self, look: Look, name: str, icon: str, key: str = "") -> None:
        super().__init__(look, name, (SIDE, SIDE))
        self._icon = icon
        self._badge, self._words, self._key = "", "", key
        self._describe()

    def set_icon(self, icon: str, name: str) -> None:
        """Another icon and name: sun and moon change places."""
        self._icon = icon
        self.setAccessibleName(name)
        self._describe()
        self.update()

    def set_badge(self, badge: str, words: str = "") -> None:
        """A count ("" for none) and the same in words ("4 unread notices")."""
        if (badge, words) == (self._badge, self._words):
            return
        self._badge, self._words = badge, words
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(", ".join(part for part in (self._words, self._key) if part))
        said = " · ".join(part for part in (self.accessibleName(), self._words) if part)
        self.setToolTip(f"{said} ({self._key})" if self._key else said)

    @property
    def badge(self) -> str:
        """The count shown."""
        return self._badge

    def draw(self, p: QPainter) -> None:
        """Ghost fill, icon, badge."""
        tokens = self.look.tokens
        box = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        self.draw_hover(p, box, 10)
        self.draw_ring(p, QRectF(self.rect()).adjusted(1, 1, -1, -1), 13)
        paint_icon(p, self._icon, round(box.center().x() - 8), round(box.center().y() - 8), 16, tokens.text2, "regular")
        if self._badge:
            paint_count(p, self.look, self.width() - 1.0, 2.0, self._badge)


def paint_count(p: QPainter, look: Look, right: float, top: float, badge: str) -> None:
    """A red pill of 16 px with a white count, its right edge at ``right``."""
    face = look.font("key")
    wide = max(16.0, text_width(badge, face) + 8)
    box = QRectF(right - wide, top, wide, 16)
    rounded(p, box, 8, look.tokens.neg_fill)
    text(p, box, badge, face, look.tokens.on_accent, CENTER, False)
