"""Soft shadows drawn from nine-slice tiles (37 to 72 microseconds each; a QGraphicsEffect costs milliseconds)."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from teller_app.glass.blur import pyramid_blur
from teller_app.glass.tokens import Shadow, alpha

FLOAT_ALPHA = 1.35
FLOAT_BLUR = 56
FLOAT_DY = 24
MIDDLE = 0.5
"""The width of the tile's middle that is stretched, in logical pixels."""


def floating(shadow: Shadow) -> Shadow:
    """The first shadow of a layer that floats over the window (LOOK 2)."""
    return Shadow(alpha(shadow.color, min(1.0, shadow.color.alphaF() * FLOAT_ALPHA)), FLOAT_BLUR, FLOAT_DY)


@lru_cache(maxsize=128)
def _tile(argb: int, blur_px: int, radius: int, ratio: float) -> tuple[QPixmap, int, int]:
    """A blurred round square, its margin and the side of its core, in logical pixels."""
    margin = int(blur_px * 1.25) + 2
    core = max(radius, 4) * 2 + 8
    side = core + 2 * margin
    image = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    image.setDevicePixelRatio(ratio)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor.fromRgba(argb))
    p.drawRoundedRect(QRectF(margin, margin, core, core), radius, radius)
    p.end()
    image.setDevicePixelRatio(1.0)
    steps = max(1, round(math.log2(max(2.0, blur_px * ratio / 2.2))))
    return QPixmap.fromImage(pyramid_blur(image, min(steps, 5))), margin, core


def draw_shadow(
    p: QPainter, rect: QRectF | QRect, radius: float, shadow: Shadow, ratio: float = 1.0, hollow: bool = False
) -> None:
    """Paint the shadow of a round rectangle, stretched from one cached tile.

    ``hollow`` leaves out the middle, for an opaque thing that covers it anyway: it is most of the work.
    """
    tile, margin, core = _tile(shadow.color.rgba(), shadow.blur, int(radius), ratio)
    edge = margin + core / 2
    side = margin * 2 + core
    box = QRectF(rect).adjusted(-margin, -margin + shadow.dy, margin, margin + shadow.dy)
    for x, width, source_x, source_width in _slices(box.left(), box.width(), edge, side):
        for y, height, source_y, source_height in _slices(box.top(), box.height(), edge, side):
            hidden = hollow and source_width == source_height == MIDDLE
            if width > 0 and height > 0 and not hidden:
                source = QRectF(source_x * ratio, source_y * ratio, source_width * ratio, source_height * ratio)
                p.drawPixmap(QRectF(x, y, width, height), tile, source)


def _slices(start: float, length: float, edge: float, side: float) -> tuple[tuple[float, float, float, float], ...]:
    """Near edge, stretched middle and far edge: (position, length, position in the tile, length in the tile)."""
    return (
        (start, edge, 0.0, edge),
        (start + edge, length - 2 * edge, edge, MIDDLE),
        (start + length - edge, edge, side - edge, edge),
    )
