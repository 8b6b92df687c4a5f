"""Bars around a zero line: variance over days, cash by hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from teller_app.glass.charts import upright_bar
from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, LEFT, alpha, rounded, text, text_width
from teller_app.glass.painted import Painted

LABELS = 18


@dataclass(frozen=True, slots=True)
class Bar:
    """One value with the label under it, and the words written at its end when it matters ("" for none).

    ``mark`` is a token name; "" means green above zero and red below. A ``strong`` bar is drawn in full colour.
    """

    value: float
    label: str
    words: str = ""
    mark: str = ""
    strong: bool = False


class Bars(Painted):
    """The bars of one series. ``summary`` says in words what they show."""

    def __init__(self, look: Look, name: str, height: int = 150) -> None:
        super().__init__(look, name, (0, height))
        self._bars: tuple[Bar, ...] = ()
        self._usual, self._usual_words = 0.0, ""

    def set_bars(self, bars: Sequence[Bar], summary: str, usual: float = 0.0, usual_words: str = "") -> None:
        """Show other bars, oldest first. ``usual`` is a dashed line across them with its value on it, 0 for none."""
        self._bars = tuple(bars)
        self._usual, self._usual_words = usual, usual_words
        self.setAccessibleDescription(summary)
        self.update()

    def zero_line(self) -> float:
        """Height of the zero line in px: at the foot when nothing is negative, higher when something is."""
        room = self.height() - LABELS - self._head() - self._tail()
        top = max((bar.value for bar in self._bars), default=0.0)
        low = min((bar.value for bar in self._bars), default=0.0)
        span = max(top, 0.0) - min(low, 0.0)
        return self._head() + (room * max(top, 0.0) / span if span else room / 2)

    def _head(self) -> float:
        return LABELS if any(bar.words and bar.value > 0 for bar in self._bars) else 2.0

    def _tail(self) -> float:
        return LABELS if any(bar.words and bar.value < 0 for bar in self._bars) else 4.0

    def draw(self, p: QPainter) -> None:
        """Zero line, bars, labels."""
        if not self._bars:
            return
        zero = self.zero_line()
        low = min(0.0, *(bar.value for bar in self._bars))
        top = max(0.0, *(bar.value for bar in self._bars))
        room = self.height() - LABELS - self._head() - self._tail()
        unit = room / (top - low) if top > low else 0.0
        wide = self.width() / len(self._bars)
        p.fillRect(QRectF(0, zero, self.width(), 1), self.look.tokens.fill_line)
        for i, bar in enumerate(self._bars):
            self._draw_bar(p, bar, QRectF(i * wide, 0, wide, self.height()), zero, unit)
        if 0 < self._usual <= top:
            self._draw_usual(p, zero - self._usual * unit)

    def _draw_usual(self, p: QPainter, y: float) -> None:
        tokens, face = self.look.tokens, self.look.font("micro-strong")
        p.setPen(QPen(tokens.text2, 1.4, Qt.PenStyle.DashLine))
        p.drawLine(QPointF(0, y), QPointF(self.width(), y))
        text(p, QRectF(0, y - 17, self.width(), 16), self._usual_words, face, tokens.text, LEFT, False)

    def _draw_bar(self, p: QPainter, bar: Bar, cell: QRectF, zero: float, unit: float) -> None:
        tokens = self.look.tokens
        left, wide = cell.left() + cell.width() * 0.26, cell.width() * 0.48
        tall = abs(bar.value) * unit
        if bar.value == 0:
            rounded(p, QRectF(left, zero - 1.5, wide, 3), 1.5, tokens.text3)
        else:
            color = getattr(tokens, bar.mark or ("pos" if bar.value > 0 else "neg"))
            box = QRectF(left, zero - tall if bar.value > 0 else zero, wide, max(2.0, tall))
            if bar.mark:
                upright_bar(p, box, color)
            else:
                rounded(p, box, min(4.0, box.height() / 2), color if bar.strong else alpha(color, 0.60))
        self._draw_words(p, bar, cell, zero - tall - 17 if bar.value > 0 else zero + tall + 1)

    def _draw_words(self, p: QPainter, bar: Bar, cell: QRectF, y: float) -> None:
        tokens = self.look.tokens
        if bar.words:
            color = tokens.pos if bar.value > 0 else tokens.neg
            face = self.look.font("micro-strong")
            wide = text_width(bar.words, face) + 2
            left = min(max(0.0, cell.center().x() - wide / 2), self.width() - wide)
            box = QRectF(left, y, wide, 16)
            text(p, box, bar.words, face, color, CENTER, False)
        label = QRectF(cell.left(), self.height() - 15, cell.width(), 15)
        text(p, label, bar.label, self.look.font("micro"), tokens.text if bar.strong else tokens.text3, CENTER)
