"""Lines over time with a foot line, labels below and a dashed bound with its value written on it (LOOK 6, Charts)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPen

from teller_app.glass.charts import reference_line, scaled, smooth_path
from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, alpha, text
from teller_app.glass.painted import Painted

LABELS = 18
EDGE = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One series, oldest first; ``mark`` is a mark token. Only the first line has an area under it.

    ``of`` is the number of points that the whole width has, where this line ends before it (0: it has as many); a ``dashed`` line
    is what was planned or is expected, in straight pieces.
    """

    values: tuple[float, ...]
    mark: str = "accent_mark"
    of: int = 0
    dashed: bool = False


class LineChart(Painted):
    """``summary`` says in words what the lines show: a screen reader has no curve."""

    def __init__(self, look: Look, name: str, height: int = 150) -> None:
        super().__init__(look, name, (0, height))
        self._lines: tuple[Line, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._bound: tuple[float, str] | None = None

    def set_lines(
        self, lines: Sequence[Line], labels: Sequence[str], summary: str, bound: tuple[float, str] | None = None
    ) -> None:
        """Show series with labels spread below; ``bound`` is a value and the words on its dashed line."""
        self._lines, self._labels, self._bound = tuple(lines), tuple(labels), bound
        self.setAccessibleDescription(summary)
        self.update()

    def span(self) -> tuple[float, float]:
        """Lowest and highest value that must fit, the bound included."""
        values = [value for line in self._lines for value in line.values]
        values += [self._bound[0]] if self._bound else []
        return (min(values), max(values)) if values else (0.0, 0.0)

    def draw(self, p: QPainter) -> None:
        """Foot line, lines, bound, labels."""
        tokens = self.look.tokens
        foot = self.height() - (LABELS if self._labels else 0) - 1.0
        box = QRectF(EDGE, LABELS if self._bound else EDGE, self.width() - 2 * EDGE, 0)
        box.setBottom(foot - EDGE)
        p.fillRect(QRectF(0, foot, self.width(), 1), tokens.fill_line)
        low, high = self.span()
        for number, line in enumerate(self._lines):
            if len(line.values) > 1:
                self._draw_line(p, box, foot, scaled(line.values, low, high), line, number == 0)
        if self._bound is not None:
            value, words = self._bound
            y = box.bottom() - scaled((value,), low, high)[0] * box.height()
            reference_line(p, 0, self.width(), y, tokens.warn_mark, words, self.look.font("micro-strong"))
        self._draw_labels(p, foot)

    def _draw_line(
        self, p: QPainter, box: QRectF, foot: float, shares: Sequence[float], line: Line, area: bool
    ) -> None:
        color = getattr(self.look.tokens, line.mark)
        step = box.width() / (max(line.of, len(shares)) - 1)
        points = [QPointF(box.left() + i * step, box.bottom() - share * box.height()) for i, share in enumerate(shares)]
        if line.dashed:
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.setPen(QPen(color, 1.4, Qt.PenStyle.DashLine))
            p.drawPolyline(points)
            return
        path = smooth_path(points)
        if area:
            filled = QPainterPath(path)
            filled.lineTo(points[-1].x(), foot)
            filled.lineTo(points[0].x(), foot)
            gradient = QLinearGradient(box.topLeft(), QPointF(box.left(), foot))
            gradient.setColorAt(0, alpha(color, 0.26))
            gradient.setColorAt(1, alpha(color, 0.0))
            p.fillPath(filled, gradient)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(color, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        p.drawPath(path)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(color)
        p.drawEllipse(points[-1], 3, 3)

    def _draw_labels(self, p: QPainter, foot: float) -> None:
        if self._labels:
            wide = self.width() / len(self._labels)
            for i, label in enumerate(self._labels):
                box = QRectF(i * wide, foot + 2, wide, LABELS - 2)
                text(p, box, label, self.look.font("micro"), self.look.tokens.text3, CENTER)
