"""The keys of an act, as caps beside a text. Buttons draw their own key."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import keycaps, keycaps_width
from teller_app.glass.painted import Painted

HEIGHT = 20


class Keycap(Painted):
    """``keys`` are separated by spaces: "Ctrl K" shows two caps."""

    def __init__(self, look: Look, keys: str) -> None:
        self._keys = keys
        super().__init__(look, keys, (HEIGHT, HEIGHT))

    def sizeHint(self) -> QSize:
        """All caps and the gaps between them."""
        return QSize(round(keycaps_width(self.look, self._keys) + 0.5), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """A key is never cut."""
        return self.sizeHint()

    def draw(self, p: QPainter) -> None:
        """The caps."""
        keycaps(p, self.look, 0, self.height() / 2, self._keys)
