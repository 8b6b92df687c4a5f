"""Phosphor icons, rendered once per name, weight, size, colour and pixel ratio."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from teller_app.resources import resource_path


@lru_cache(maxsize=512)
def svg_text(name: str, weight: str = "regular") -> str:
    """Source of one icon. Raises FileNotFoundError for an icon that is not shipped."""
    return resource_path("icons", weight, f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=2048)
def icon_pixmap(name: str, px: int, argb: int, weight: str = "regular", ratio: float = 1.0) -> QPixmap:
    """One icon as a transparent pixmap of ``px`` logical pixels; ``argb`` is QColor.rgba()."""
    color = QColor.fromRgba(argb)
    source = svg_text(name, weight).replace("currentColor", color.name(QColor.NameFormat.HexRgb))
    side = max(1, round(px * ratio))
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(color.alphaF())
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def ratio_of(painter: QPainter) -> float:
    """Device pixels per logical pixel (QPainter.device() would name the widget even while rendering into a picture)."""
    return max(1.0, painter.deviceTransform().m11())


def paint_icon(
    painter: QPainter, name: str, x: float, y: float, px: int, color: QColor, weight: str = "regular"
) -> None:
    """Draw an icon with its top left corner at (x, y)."""
    painter.drawPixmap(QPointF(x, y), icon_pixmap(name, px, color.rgba(), weight, ratio_of(painter)))
