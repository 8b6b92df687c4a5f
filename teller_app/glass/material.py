"""The glass itself: soft picture, tint, sheen, grain, edge and rim of one panel. Source: LOOK section 4, layer 5."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPen, QPixmap, QRadialGradient

from teller_app.glass.icons import ratio_of
from teller_app.glass.noise import noise_tile
from teller_app.glass.tokens import Tokens, alpha

LEVELS = ("thin", "regular", "thick")


def paint_glass(
    p: QPainter,
    rect: QRectF | QRect,
    radius: float,
    origin: QPoint | QPointF,
    soft: QPixmap,
    tokens: Tokens,
    level: str = "regular",
) -> None:
    """All layers above the shadow.

    ``origin`` is the painter's (0, 0) in the coordinates of ``soft``, so that neighbours share one continuous picture.
    """
    box = QRectF(rect)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrushOrigin(QPointF(-origin.x(), -origin.y()))
    _fill(p, box, radius, QBrush(soft))
    p.setBrushOrigin(QPointF(0, 0))
    _fill(p, box, radius, _tint(box, tokens, level))
    # Beyond its radius the sheen is nothing, and a radial gradient is the dearest of the layers.
    _fill(p, box, radius, _sheen(box, tokens), box.top() - 20 + _sheen_radius(box))
    _fill(p, box, radius, QBrush(noise_tile(tokens.noise)))
    _paint_rim(p, box, radius, tokens)
    p.restore()


def paint_sheet(
    p: QPainter, rect: QRectF | QRect, radius: float, origin: QPoint | QPointF, sheet: QPixmap, tokens: Tokens
) -> None:
    """The cheap glass of a live resize: a picture that is tinted already, with edge and rim."""
    box = QRectF(rect)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrushOrigin(QPointF(-origin.x(), -origin.y()))
    _fill(p, box, radius, QBrush(sheet))
    _paint_rim(p, box, radius, tokens)
    p.restore()


def paint_solid(p: QPainter, rect: QRectF | QRect, radius: float, tokens: Tokens) -> None:
    """The opaque plate of the solid mode: high contrast, remote desktop, slow machines (LOOK 9)."""
    box = QRectF(rect)
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(tokens.solid)
    p.drawRoundedRect(box, radius, radius)
    _paint_rim(p, box, radius, tokens)
    p.restore()


def tinted_sheet(soft: QPixmap, tokens: Tokens) -> QPixmap:
    """The soft twin under the mean regular tint and grain, made once a theme (2 ms)."""
    sheet = QPixmap(soft)
    p = QPainter(sheet)
    area = QRectF(0, 0, soft.width() / soft.devicePixelRatio(), soft.height() / soft.devicePixelRatio())
    middle = alpha(tokens.glass_top, (tokens.glass_top.alphaF() + tokens.glass_bot.alphaF()) / 2)
    p.fillRect(area, middle)
    p.fillRect(area, QBrush(noise_tile(tokens.noise)))
    p.end()
    return sheet


def _tint(box: QRectF, tokens: Tokens, level: str) -> QBrush:
    top, bottom = {
        "thin": (tokens.thin_top, tokens.thin_bot),
        "regular": (tokens.glass_top, tokens.glass_bot),
        "thick": (tokens.thick_top, tokens.thick_bot),
    }[level]
    gradient = QLinearGradient(box.topLeft(), box.bottomLeft())
    gradient.setColorAt(0, top)
    gradient.setColorAt(1, bottom)
    return QBrush(gradient)


def _sheen(box: QRectF, tokens: Tokens) -> QBrush:
    gradient = QRadialGradient(box.left() + box.width() * 0.22, box.top() - 20, _sheen_radius(box))
    gradient.setColorAt(0, tokens.sheen)
    gradient.setColorAt(1, alpha(tokens.sheen, 0.0))
    return QBrush(gradient)


def _sheen_radius(box: QRectF) -> float:
    return max(220.0, box.width() * 0.62)


def _fill(p: QPainter, box: QRectF, radius: float, brush: QBrush, low: float | None = None) -> None:
    """Fill a round rectangle, down to ``low`` at least. Only its corners need antialiasing: the rest is laid in rows."""
    if _unaligned(p, box, radius):
        p.setBrush(brush)
        p.drawRoundedRect(box, radius, radius)
        return
    bottom = box.bottom() if low is None else min(box.bottom(), max(box.top() + radius, math.ceil(low)))
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    p.fillRect(
        QRectF(box.left(), box.top() + radius, box.width(), min(bottom, box.bottom() - radius) - box.top() - radius),
        brush,
    )
    p.fillRect(QRectF(box.left() + radius, box.top(), box.width() - 2 * radius, radius), brush)
    if bottom > box.bottom() - radius:
        p.fillRect(QRectF(box.left() + radius, box.bottom() - radius, box.width() - 2 * radius, radius), brush)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setBrush(brush)
    for at, corner in enumerate(_corners(box, 2 * radius)):
        p.drawPie(corner, 16 * 90 * (at + 1), 16 * 90)


def _corners(box: QRectF, side: float) -> tuple[QRectF, ...]:
    """The squares of the four round corners, from the top left against the clock."""
    right, bottom = box.right() - side, box.bottom() - side
    places = ((box.left(), box.top()), (box.left(), bottom), (right, bottom), (right, box.top()))
    return tuple(QRectF(x, y, side, side) for x, y in places)


def _unaligned(p: QPainter, box: QRectF, radius: float) -> bool:
    return ratio_of(p) != 1.0 or box != QRectF(box.toAlignedRect()) or min(box.width(), box.height()) <= 2 * radius


def _paint_rim(p: QPainter, box: QRectF, radius: float, tokens: Tokens) -> None:
    """The outer hairline, and one pixel inside it the rim that catches the light at the top and the bottom."""
    _hairline(p, box, radius, QBrush(tokens.edge))
    height = max(1.0, box.height())
    rim = QLinearGradient(box.topLeft(), box.bottomLeft())
    rim.setColorAt(0, tokens.rim_top)
    rim.setColorAt(min(0.5, 56 / height), tokens.rim_mid)
    rim.setColorAt(max(0.5, 1 - 40 / height), tokens.rim_mid)
    rim.setColorAt(1, tokens.rim_bot)
    _hairline(p, box.adjusted(1, 1, -1, -1), radius - 1, QBrush(rim))


def _hairline(p: QPainter, box: QRectF, radius: float, brush: QBrush) -> None:
    """A line of 1 px inside ``box``. Its straight runs are filled and only its corners stroked: a fifth of the time."""
    p.setBrushOrigin(0, 0)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(brush, 1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    if _unaligned(p, box, radius):
        p.drawRoundedRect(inner, radius - 0.5, radius - 0.5)
        return
    for at, corner in enumerate(_corners(inner, 2 * radius - 1)):
        p.drawArc(corner, 16 * 90 * (at + 1), 16 * 90)
    wide, high = box.width() - 2 * radius, box.height() - 2 * radius
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for x, y, w, h in (
        (radius, 0, wide, 1), (radius, box.height() - 1, wide, 1),
        (0, radius, 1, high), (box.width() - 1, radius, 1, high),
    ):  # fmt: skip
        p.fillRect(QRectF(box.left() + x, box.top() + y, w, h), brush)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
