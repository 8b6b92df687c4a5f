"""What the small charts share: smooth lines, gradient bars and the dashed reference line (LOOK 6, Charts)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPainterPath, QPen

from teller_app.glass.paint import alpha, rounded, text


def scaled(values: Sequence[float], low: float | None = None, high: float | None = None) -> list[float]:
    """Values as shares of their own span, 0.0 to 1.0; a flat series lies at the bottom."""
    if not values:
        return []
    bottom = min(values) if low is None else low
    span = (max(values) if high is None else high) - bottom
    return [(value - bottom) / span if span else 0.0 for value in values]


def smooth_path(points: Sequence[QPointF]) -> QPainterPath:
    """A Catmull-Rom curve through all points."""
    path = QPainterPath(points[0])
    last = len(points) - 1
    for i in range(last):
        before, here = points[max(0, i - 1)], points[i]
        there, after = points[i + 1], points[min(last, i + 2)]
        path.cubicTo(here + (there - before) / 6, there - (after - here) / 6, there)
    return path


def upright_bar(p: QPainter, box: QRectF, color: QColor, radius: float = 4) -> None:
    """A bar that fades to 55 % at its foot."""
    gradient = QLinearGradient(box.topLeft(), box.bottomLeft())
    gradient.setColorAt(0, color)
    gradient.setColorAt(1, alpha(color, color.alphaF() * 0.55))
    rounded(p, box, min(radius, box.width() / 2, box.height() / 2), gradient)


def reference_line(p: QPainter, left: float, right: float, y: float, color: QColor, words: str, face: QFont) -> None:
    """A dashed line with its value written on it: a figure to compare with is said, not only drawn."""
    p.setPen(QPen(color, 1.4, Qt.PenStyle.DashLine))
    p.drawLine(QPointF(left, y), QPointF(right, y))
    text(p, QRectF(left + 2, y - 18, right - left - 4, 16), words, face, color)
