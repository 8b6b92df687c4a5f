"""Strokes painted: on the pad as they come, and as a picture of their own wherever a specimen can stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from contract.ink import HIGH, WIDE, Dot, Strokes, unpacked

PEN = 12.0
"""How wide a line is, in units of the sheet."""
MARGIN = 24
PICTURE_WIDE, PICTURE_PEN = 512, 4.0


def path_of(strokes: Sequence[Sequence[Dot]]) -> QPainterPath:
    """All strokes in units of the sheet, round through the middles between their points."""
    path = QPainterPath()
    for stroke in strokes:
        points = [QPointF(dot.x, dot.y) for dot in stroke]
        path.moveTo(points[0])
        for one, other in pairwise(points[1:]):
            path.quadTo(one, (one + other) / 2)
        # A lone point is a line to itself: round ends make it a dot.
        path.lineTo(points[-1] if len(points) > 1 else points[0] + QPointF(0.1, 0))
    return path


def paint_strokes(
    p: QPainter, strokes: Sequence[Sequence[Dot]], box: QRectF, ink: QColor, pen_wide: float = PEN
) -> None:
    """The whole sheet in ``box``, which has its shape; ``pen_wide`` in units of the sheet."""
    p.save()
    p.translate(box.topLeft())
    p.scale(box.width() / WIDE, box.height() / HIGH)
    pen = QPen(ink, pen_wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    p.strokePath(path_of(strokes), pen)
    p.restore()


def image_of(strokes: Strokes) -> QImage:
    """Dark strokes on nothing, no larger than they are: a small hand on a wide pad is compared with a specimen, not with the pad."""
    bounds = path_of(strokes).boundingRect().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    scale = PICTURE_WIDE / max(bounds.width(), bounds.height() * WIDE / HIGH)
    image = QImage(
        max(1, round(bounds.width() * scale)), max(1, round(bounds.height() * scale)), QImage.Format.Format_ARGB32
    )
    image.fill(Qt.GlobalColor.transparent)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.scale(scale, scale)
    paint_strokes(
        p, strokes, QRectF(-bounds.left(), -bounds.top(), WIDE, HIGH), QColor(Qt.GlobalColor.black), PICTURE_PEN / scale
    )
    p.end()
    return image


def ink_image(content: bytes) -> QImage | None:
    """The picture of a packed drawing; None for whatever is none."""
    strokes = unpacked(content)
    return None if strokes is None else image_of(strokes)
