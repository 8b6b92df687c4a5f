"""Two series beside each other, a pair for each step, with what is usual as a tick (LOOK 6, Charts; pictures 11 and 12)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from teller_app.glass.charts import upright_bar
from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, RIGHT, text, text_width
from teller_app.glass.painted import Painted

MARKS = ("accent_mark", "warn_mark")
GAP = 3
LABEL = 18
"""Height of the line of labels, and of that of the mark of now."""
AXIS_GAP = 10


class TwinBars(Painted):
    """``summary`` says in words what the bars show."""

    def __init__(self, look: Look, name: str, height: int = 120) -> None:
        super().__init__(look, name, (0, height))
        # It takes what the panel has left, and no head above it is pushed apart.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self._pairs: tuple[tuple[float, float], ...] = ()
        self._labels: tuple[str, ...] = ()
        self._usual: tuple[float, ...] = ()
        self._levels: tuple[tuple[float, str], ...] = ()
        self._now: tuple[float, str] | None = None

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

    def set_axis(self, levels: Sequence[tuple[float, str]], now: tuple[float, str] | None = None) -> None:
        """Values with their words, nought first, as lines across; ``now`` is how many steps are over, and what stands there."""
        if (tuple(levels), now) != (self._levels, self._now):
            self._levels, self._now = tuple(levels), now
            self.update()

    def boxes(self) -> list[tuple[QRectF, QRectF]]:
        """Where the bars of each pair lie."""
        if not self._most() or not self._pairs:
            return []
        foot, step, begin = self._foot(), self._step(), self._begin()
        wide = min(11.0, step * 0.36)
        found = []
        for at, pair in enumerate(self._pairs):
            left = begin + at * step + (step - 2 * wide - GAP) / 2
            tops = [self._height_of(value) for value in pair]
            first, second = (QRectF(left + n * (wide + GAP), top, wide, foot - top) for n, top in enumerate(tops))
            found.append((first, second))
        return found

    def draw(self, p: QPainter) -> None:
        """The bars, fading to their foot, the ticks of what is usual and the labels."""
        tokens, most = self.look.tokens, self._most()
        self._draw_axis(p)
        begin, step = self._begin(), self._step()
        for pair in self.boxes():
            for box, mark in zip(pair, MARKS, strict=True):
                if box.height() > 0:
                    upright_bar(p, box, getattr(tokens, mark), 3)
        for at, value in enumerate(self._usual):
            if most and value:
                wide = min(30.0, step * 0.86)
                left = begin + at * step + (step - wide) / 2
                p.fillRect(QRectF(left, self._height_of(value), wide, 2), tokens.text3)

    def _draw_axis(self, p: QPainter) -> None:
        tokens, foot, face = self.look.tokens, self._foot(), self.look.font("micro")
        begin, step, high = self._begin(), self._step(), self.look.grown(LABEL)
        if self._labels and not self._levels:
            p.fillRect(QRectF(0, foot, self.width(), 1), tokens.sep)
        for value, words in self._levels:
            y = self._height_of(value)
            p.fillRect(QRectF(begin, y, self.width() - begin, 1), tokens.sep)
            text(p, QRectF(0, y - high / 2, begin - AXIS_GAP, high), words, face, tokens.text3, RIGHT)
        now = int(self._now[0]) if self._now else -1
        # "08:00" where it fits, else the hour alone; all of them the same way.
        short = any(text_width(label, face) > step - 4 for label in self._labels)
        for at, label in enumerate(self._labels):
            box = QRectF(begin + at * step, foot + 2, step, self.height() - foot - 2)
            strong = at == now
            text(p, box, label.partition(":")[0] if short else label, self.look.font("micro-strong") if strong else face,
                 tokens.text if strong else tokens.text3, CENTER)  # fmt: skip
        if self._now and 0 <= self._now[0] <= len(self._labels):
            x = begin + self._now[0] * step
            p.fillRect(QRectF(round(x), high, 1, foot - high), tokens.accent_line)
            wide = text_width(self._now[1], face) + 2
            left = max(begin, min(x - wide / 2, self.width() - wide))
            text(p, QRectF(left, 0, wide, high), self._now[1], face, tokens.accent, CENTER)

    def _begin(self) -> float:
        """Where the steps begin: right of the axis's words."""
        face = self.look.font("micro")
        return max((text_width(words, face) for _, words in self._levels), default=-AXIS_GAP) + AXIS_GAP

    def _step(self) -> float:
        return (self.width() - self._begin()) / max(1, len(self._pairs))

    def _height_of(self, value: float) -> float:
        """Where a value lies, in px from the top; above the scale there is room for the mark of now and half a line."""
        room = self.look.grown(LABEL) * 1.5 if self._levels else 0
        return room + (self._foot() - room) * (1 - value / (self._most() or 1.0))

    def _most(self) -> float:
        return max(
            [*(max(pair) for pair in self._pairs), *self._usual, *(value for value, _ in self._levels)], default=0.0
        )

    def _foot(self) -> float:
        return float(self.height() - (self.look.grown(LABEL) if self._labels else 0))
