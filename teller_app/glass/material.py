"""The glass itself: soft picture, tint, sheen, grain, edge and rim of one panel. Source: LOOK section 4, layer 5."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPen, QPixmap, QRadialGradient

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
    for brush in (QBrush(soft), _tint(box, tokens, level), _sheen(box, tokens), QBrush(noise_tile(tokens.noise))):
        p.setBrush(brush)
        if brush.gradient() is not None:
            p.setBrushOrigin(QPointF(0, 0))
        p.drawRoundedRect(box, radius, radius)
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
    p.setBrush(QBrush(sheet))
    p.drawRoundedRect(box, radius, radius)
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
    gradient = QRadialGradient(box.left() + box.width() * 0.22, box.top() - 20, max(220.0, box.width() * 0.62))
    gradient.setColorAt(0, tokens.sheen)
    gradient.setColorAt(1, alpha(tokens.sheen, 0.0))
    return QBrush(gradient)


def _paint_rim(p: QPainter, box: QRectF, radius: float, tokens: Tokens) -> None:
    """The outer hairline, and one pixel inside it the rim that catches the light at the top and the bottom."""
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(tokens.edge, 1))
    p.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5)
    height = max(1.0, box.height())
    rim = QLinearGradient(box.topLeft(), box.bottomLeft())
    rim.setColorAt(0, tokens.rim_top)
    rim.setColorAt(min(0.5, 56 / height), tokens.rim_mid)
    rim.setColorAt(max(0.5, 1 - 40 / height), tokens.rim_mid)
    rim.setColorAt(1, tokens.rim_bot)
    p.setPen(QPen(QBrush(rim), 1))
    p.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), radius - 1.5, radius - 1.5)
