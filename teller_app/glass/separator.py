"""A hairline between groups."""

from __future__ import annotations

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from teller_app.glass.look import Look
from teller_app.glass.painted import Painted


class Separator(Painted):
    """One pixel of ``sep``, lying or standing."""

    def __init__(self, look: Look, vertical: bool = False) -> None:
        super().__init__(look, "", (1, 0) if vertical else (0, 1))
        if vertical:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(1)

    def draw(self, p: QPainter) -> None:
        """The line."""
        p.fillRect(self.rect(), self.look.tokens.sep)
