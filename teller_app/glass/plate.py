"""A well that carries contents: what a panel is about, set into its glass (picture 04)."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from teller_app.glass.look import Look
from teller_app.glass.paint import rounded

RADIUS = 14


class Plate(QWidget):
    """Put the contents into ``row``."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.row = QHBoxLayout(self)
        self.row.setSpacing(20)
        self._dress()
        look.follow(self._dress)

    def _dress(self) -> None:
        side, high = self.look.pick(20, 12), self.look.pick(12, 6)
        self.row.setContentsMargins(side, high, side, high)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Well and border."""
        p = QPainter(self)
        rounded(p, QRectF(self.rect()), RADIUS, self.look.tokens.well, self.look.tokens.well_line)
