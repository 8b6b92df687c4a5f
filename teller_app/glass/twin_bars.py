"""Two series beside each other, a pair for each step: cash in and cash out by the hour (LOOK 6, Charts)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from teller_app.glass.charts import upright_bar
from teller_app.glass.look import Look
from teller_app.glass.painted import Painted

MARKS = ("accent_mark", "warn_mark")
GAP = 3


class TwinBars(Painted):
    """``summary`` says in words what the bars show."""

    def __init__(self, look: Look, name: str, height: int = 120) -> None:
        super().__init__(look, name, (0, height))
        self._pairs: tuple[tuple[float, float], ...] = ()

    def set_pairs(self, pairs: Sequence[tuple[float, float]], summary: str) -> None:
        """Show other pairs, oldest first; no value is below zero."""
        self._pairs = tuple(pairs)
        self.setAccessibleDescription(summary)
        self.update()

    def boxes(self) -> list[tuple[QRectF, QRectF]]:
        """Where the bars of each pair lie."""
        most = max((max(pair) for pair in self._pairs), default=0.0)
        if not most:
            return []
        step = self.width() / len(self._pairs)
        wide = min(11.0, step * 0.36)
        found = []
        for at, pair in enumerate(self._pairs):
            left = at * step + (step - 2 * wide - GAP) / 2
            tops = [self.height() * (1 - value / most) for value in pair]
            first, second = (
                QRectF(left + n * (wide + GAP), top, wide, self.height() - top) for n, top in enumerate(tops)
            )
            found.append((first, second))
        return found

    def draw(self, p: QPainter) -> None:
        """The bars, fading to their foot."""
        for pair in self.boxes():
            for box, mark in zip(pair, MARKS, strict=True):
                if box.height() > 0:
                    upright_bar(p, box, getattr(self.look.tokens, mark), 3)
