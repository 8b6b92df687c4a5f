"""The bank's mark: a heart ("akoma") in a gold tile. A bank that ships its own mark gives a picture instead."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap

from teller_app.glass.look import Look
from teller_app.glass.paint import alpha, rounded
from teller_app.glass.painted import Painted

_INK = QColor("#2A1A05")
_GOLD = (QColor("#F4D58F"), QColor("#C98B34"))


def paint_brand(p: QPainter, x: float, y: float, side: float) -> None:
    """Paint the mark with its top left corner at (x, y). Brand colours are the same in both themes."""
    box = QRectF(x, y, side, side)
    gradient = QLinearGradient(box.topLeft(), box.bottomRight())
    gradient.setColorAt(0, _GOLD[0])
    gradient.setColorAt(1, _GOLD[1])
    rounded(p, box, side * 0.30, gradient, alpha(QColor("#FFFFFF"), 0.45))
    pen = QPen(_INK, max(1.8, side * 0.075), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    middle = box.center()
    p.drawPath(_heart(middle, side * 0.27))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(_INK)
    p.drawEllipse(middle, side * 0.052, side * 0.052)


def _heart(at: QPointF, k: float) -> QPainterPath:
    x, y = at.x(), at.y()
    path = QPainterPath(QPointF(x, y + k * 0.95))
    path.cubicTo(x - k * 1.5, y - k * 0.05, x - k * 0.95, y - k * 1.15, x, y - k * 0.35)
    path.cubicTo(x + k * 0.95, y - k * 1.15, x + k * 1.5, y - k * 0.05, x, y + k * 0.95)
    return path


class BrandMark(Painted):
    """The mark as a widget; ``name`` is the bank's name."""

    def __init__(self, look: Look, name: str, side: int = 36) -> None:
        super().__init__(look, name, (side, side))
        self._side = side
        mark = look.bank.mark
        self._picture = None if mark is None else QPixmap.fromImage(mark)

    def draw(self, p: QPainter) -> None:
        """The shipped mark, or the bank's own."""
        if self._picture is not None:
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            p.drawPixmap(QRectF(0, 0, self._side, self._side).toRect(), self._picture)
        else:
            paint_brand(p, 0, 0, self._side)
