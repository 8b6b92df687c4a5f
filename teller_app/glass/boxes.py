"""Round boxes and wells. What has been painted once is kept as a picture: stroking a round outline costs a fifth of a
millisecond, laying its picture a hundredth, and a screen shows the same few boxes again and again."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGradient, QImage, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap

from teller_app.glass.tokens import THEMES, Tokens, alpha

SMALL_PX, LARGE_PX = 20_000, 200_000
"""Areas in device pixels: of small pictures many are kept, of large ones few, of larger ones none."""
ROOM = 5
"""Around a box in its picture, for the halo of the focus."""
_STEPS = 64
"""Parts of a device pixel that two places of one box are told apart by."""


class _Round(NamedTuple):
    """A round box by its colours (QColor.rgba)."""

    radius: float
    fill: int | None
    line: int | None
    width: float


class _Well(NamedTuple):
    """A well by its theme and state."""

    theme: str
    ring: int
    radius: float
    focus: bool
    error: bool
    base: bool


type _Style = _Round | _Well


@lru_cache(maxsize=512)
def _gradient_brush(argb: int) -> QBrush:
    color = QColor.fromRgba(argb)
    gradient = QLinearGradient(0, 0, 0, 1)
    gradient.setColorAt(0, color)
    gradient.setColorAt(1, color)
    return QBrush(gradient)


def fast_brush(color: QColor) -> QBrush:
    """A brush of one colour. Translucent ones are gradients, which Qt fills ten times faster (LOOK 10)."""
    return QBrush(color) if color.alpha() == 255 else _gradient_brush(color.rgba())


def rounded(
    p: QPainter,
    rect: QRectF | QRect,
    radius: float,
    fill: QColor | QBrush | QGradient | None,
    line: QColor | QBrush | None = None,
    width: float = 1.0,
) -> None:
    """A round rectangle; the line is drawn inside the rectangle, so neighbours never overlap."""
    box = QRectF(rect)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(fill, QBrush | QGradient) or isinstance(line, QBrush):
        _round(p, box, radius, fill, line, width)
        return
    style = _Round(radius, None if fill is None else fill.rgba(), None if line is None else line.rgba(), width)
    if not _lay(p, box, style):
        _round(p, box, radius, fill, line, width)


def well(
    p: QPainter,
    rect: QRectF | QRect,
    tokens: Tokens,
    radius: float = 10,
    focus: bool = False,
    error: bool = False,
    base: bool = True,
) -> None:
    """An inset box to type in. ``base`` is the bottom line that carries the 3:1 boundary (LOOK 9)."""
    box = QRectF(rect)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not _lay(p, box, _Well(tokens.name, tokens.focus.rgba(), radius, focus, error, base)):
        _well(p, box, tokens, radius, focus, error, base)


def focus_halo(p: QPainter, rect: QRectF, tokens: Tokens, radius: float) -> None:
    """Focus of a field: 2 px ring on the border and a 3 px halo at 28 % outside it."""
    rounded(p, rect.adjusted(-3, -3, 3, 3), radius + 3, None, alpha(tokens.focus, 0.28), 3)
    rounded(p, rect, radius, None, tokens.focus, 2)


def _lay(p: QPainter, box: QRectF, style: _Style) -> bool:
    """Lay the box's picture. False where it has to be painted: half transparent, turned, or too large to be kept."""
    placed = p.deviceTransform()
    ratio = placed.m11()
    if p.opacity() != 1.0 or ratio != placed.m22() or ratio <= 0 or placed.m12():
        return False
    left, top = box.x() * ratio + placed.dx(), box.y() * ratio + placed.dy()
    x, y = math.floor(left + 0.5 / _STEPS), math.floor(top + 0.5 / _STEPS)
    area = box.width() * box.height() * ratio * ratio
    if area > LARGE_PX or min(box.width(), box.height()) < 1:
        return False
    keep = _small if area <= SMALL_PX else _large
    picture = keep(style, box.width(), box.height(), round((left - x) * _STEPS), round((top - y) * _STEPS), ratio)
    room = math.ceil(ROOM * ratio)
    p.drawPixmap(QPointF((x - room - placed.dx()) / ratio, (y - room - placed.dy()) / ratio), picture)
    return True


def _picture(style: _Style, width: float, height: float, x: int, y: int, ratio: float) -> QPixmap:
    """The box on nothing, ``x`` and ``y`` parts of a device pixel off its corner."""
    room = math.ceil(ROOM * ratio)
    wide, high = (math.ceil(side * ratio) + 2 * room + 1 for side in (width, height))
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF((room + x / _STEPS) / ratio, (room + y / _STEPS) / ratio, width, height)
    if isinstance(style, _Well):
        tokens = replace(THEMES[style.theme], focus=QColor.fromRgba(style.ring))
        _well(p, box, tokens, *style[2:])
    else:
        fill, line = (None if argb is None else QColor.fromRgba(argb) for argb in (style.fill, style.line))
        _round(p, box, style.radius, fill, line, style.width)
    p.end()
    return QPixmap.fromImage(image)


_small = lru_cache(maxsize=512)(_picture)
_large = lru_cache(maxsize=32)(_picture)


def _round(
    p: QPainter,
    box: QRectF,
    radius: float,
    fill: QColor | QBrush | QGradient | None,
    line: QColor | QBrush | None,
    width: float,
) -> None:
    if fill is not None:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(fast_brush(fill) if isinstance(fill, QColor) else QBrush(fill))
        p.drawRoundedRect(box, radius, radius)
    if line is not None:
        half = width / 2
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(QBrush(line), width))
        p.drawRoundedRect(box.adjusted(half, half, -half, -half), radius - half, radius - half)


def _well(p: QPainter, box: QRectF, tokens: Tokens, radius: float, focus: bool, error: bool, base: bool) -> None:
    _round(p, box, radius, tokens.well, tokens.well_line, 1.0)
    if base and not focus and not error:
        _base_line(p, box, tokens, radius)
    if error:
        _round(p, box, radius, None, tokens.neg, 1.5)
    if focus:
        _round(p, box.adjusted(-3, -3, 3, 3), radius + 3, None, alpha(tokens.focus, 0.28), 3)
        _round(p, box, radius, None, tokens.focus, 2)


def _base_line(p: QPainter, box: QRectF, tokens: Tokens, radius: float) -> None:
    p.save()
    p.setClipRect(QRectF(box.left(), box.bottom() - 1.6, box.width(), 1.6), Qt.ClipOperation.IntersectClip)
    p.setPen(QPen(tokens.well_base, 1.2))
    p.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), radius - 0.6, radius - 0.6)
    p.drawPath(path)
    p.restore()
