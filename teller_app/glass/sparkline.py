"""A small line of recent values: 1.8 px, area from 30 % to nothing, a dot at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen

from teller_app.glass.charts import scaled, smooth_path
from teller_app.glass.look import Look
from teller_app.glass.paint import alpha
from teller_app.glass.painted import Painted

MARGIN = 6


def paint_sparkline(p: QPainter, box: QRectF, values: Sequence[float], color: QColor) -> None:
    """Paint the line through the values; fewer than two draw nothing."""
    if len(values) < 2:
        return
    step = box.width() / (len(values) - 1)
    points = [
        QPointF(box.left() + i * step, box.bottom() - share * box.height()) for i, share in enumerate(scaled(values))
    ]
    line = smooth_path(points)
    area = QPainterPath(line)
    area.lineTo(box.right(), box.bottom() + 2)
    area.lineTo(box.left(), box.bottom() + 2)
    gradient = QLinearGradient(box.topLeft(), box.bottomLeft())
    gradient.setColorAt(0, alpha(color, 0.30))
    gradient.setColorAt(1, alpha(color, 0.0))
    p.fillPath(area, gradient)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(color, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    p.drawPath(line)
    p.setPen(Qt.PenStyle.NoPen)
    for radius, share in ((6, 0.25), (3, 1.0)):
        p.setBrush(alpha(color, share))
        p.drawEllipse(points[-1], radius, radius)


class Sparkline(Painted):
    """``summary`` says in words what the line shows; the colour is a mark token, never a text one."""

    def __init__(self, look: Look, name: str, height: int = 50) -> None:
        super().__init__(look, name, (0, height))
        self._values: tuple[float, ...] = ()

    def set_values(self, values: Sequence[float], summary: str) -> None:
        """Show other values, oldest first."""
        self._values = tuple(values)
        self.setAccessibleDescription(summary)
        self.update()

    def draw(self, p: QPainter) -> None:
        """The line."""
        box = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        paint_sparkline(p, box, self._values, self.look.tokens.accent_mark)
