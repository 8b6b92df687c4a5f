"""Two series beside each other, a pair for each step, with what is usual as a tick (LOOK 6, Charts; pictures 11 and 12)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from teller_app.glass.charts import upright_bar
from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, text
from teller_app.glass.painted import Painted

MARKS = ("accent_mark", "warn_mark")
GAP = 3
LABEL = 18
"""Height of the line of labels."""


class TwinBars(Painted):
    """``summary`` says in words what the bars show."""

    def __init__(self, look: Look, name: str, height: int = 120) -> None:
        super().__init__(look, name, (0, height))
        # It takes what the panel has left, and no head above it is pushed apart.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self._pairs: tuple[tuple[float, float], ...] = ()
        self._labels: tuple[str, ...] = ()
        self._usual: tuple[float, ...] = ()

    def set_pairs(
        self,
        pairs: Sequence[tuple[float, float]],
        summary: str,
        labels: Sequence[str] = (),
        usual: Sequence[float] = (),
    ) -> None:
        """Show other pairs, oldest first; no value is below zero. ``labels`` stand below them, ``usual`` is a tick across each."""
        shown = (tuple(pairs), tuple(labels), tuple(usual))
        if shown == (self._pairs, self._labels, self._usual) and summary == self.accessibleDescription():
            return
        self._pairs, self._labels, self._usual = shown
        self.setAccessibleDescription(summary)
        self.update()

    def boxes(self) -> list[tuple[QRectF, QRectF]]:
        """Where the bars of each pair lie."""
        most, foot = self._most(), self._foot()
        if not most:
            return []
        step = self.width() / len(self._pairs)
        wide = min(11.0, step * 0.36)
        found = []
        for at, pair in enumerate(self._pairs):
            left = at * step + (step - 2 * wide - GAP) / 2
            tops = [foot * (1 - value / most) for value in pair]
            first, second = (QRectF(left + n * (wide + GAP), top, wide, foot - top) for n, top in enumerate(tops))
            found.append((first, second))
        return found

    def draw(self, p: QPainter) -> None:
        """The bars, fading to their foot, the ticks of what is usual and the labels."""
        tokens, foot, most = self.look.tokens, self._foot(), self._most()
        if self._labels:
            p.fillRect(QRectF(0, foot, self.width(), 1), tokens.sep)
        step = self.width() / max(1, len(self._pairs))
        for at, label in enumerate(self._labels):
            box = QRectF(at * step, foot + 2, step, self.height() - foot - 2)
            text(p, box, label, self.look.font("micro"), tokens.text3, CENTER)
        for pair in self.boxes():
            for box, mark in zip(pair, MARKS, strict=True):
                if box.height() > 0:
                    upright_bar(p, box, getattr(tokens, mark), 3)
        for at, value in enumerate(self._usual):
            if most and value:
                wide = min(30.0, step * 0.86)
                p.fillRect(QRectF(at * step + (step - wide) / 2, foot * (1 - value / most), wide, 2), tokens.text3)

    def _most(self) -> float:
        return max([*(max(pair) for pair in self._pairs), *self._usual], default=0.0)

    def _foot(self) -> float:
        return float(self.height() - (self.look.grown(LABEL) if self._labels else 0))
