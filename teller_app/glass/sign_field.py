"""The line of a signature as a field of the page: it is pressed, the pad opens, and the tile holds what was drawn (picture 10)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, keycap, keycap_width, text, text_width
from teller_app.glass.painted_button import PaintedButton
from teller_app.glass.signed_tile import LEAST, SignedTile

GAP = 6


class SignField(PaintedButton):
    """Lies over ``tile`` and is as large. ``key`` stands on the empty line beside the short ``words``."""

    def __init__(self, look: Look, tile: SignedTile, words: str, key: str) -> None:
        super().__init__(look, words)
        self._tile, self._words, self._key = tile, words, key
        self.setToolTip(f"{words} ({key})")
        self.setParent(tile)
        tile.installEventFilter(self)
        self.setGeometry(tile.rect())

    def set_name(self, name: str) -> None:
        """Who signs here, for a screen reader."""
        self.setAccessibleName(name)

    def set_busy(self, busy: bool) -> None:
        """Nothing is drawn anew while it is on its way."""
        self.setEnabled(not busy)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the tile."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._tile.rect())
        return super().eventFilter(watched, event)

    def draw(self, p: QPainter) -> None:
        """Hover and ring of the tile; where nothing is drawn yet, what to press."""
        box, look, line = QRectF(self.rect()), self.look, self._tile.line
        self.draw_hover(p, box, 12)
        self.draw_ring(p, box.adjusted(1, 1, -1, -1), 12)
        if self._tile.drawn or line.height() < LEAST:
            return
        face = look.font("caption")
        wide = text_width(self._words, face) + GAP + keycap_width(look, self._key)
        left, middle = max(line.left(), line.center().x() - wide / 2), line.center().y() - 3
        used = min(text_width(self._words, face), line.right() - left - GAP - keycap_width(look, self._key))
        text(p, QRectF(left, middle - 10, used, 20), self._words, face, look.tokens.text2, CENTER)
        keycap(p, look, left + used + GAP, middle, self._key)
