"""Pictures of Ghana's notes and coins in miniature: a tinted note chip and a gold or silver coin."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap

from teller_app.glass.icons import ratio_of
from teller_app.glass.tokens import alpha
from teller_app.glass.type import font

# Gradient pairs by face value in cedis, from LOOK section 2 (to be checked against the Bank of Ghana's notes).
NOTE_COLORS = {
    200: ("#B9802B", "#7E5415"),
    100: ("#2C7F86", "#17555E"),
    50: ("#8A5A3C", "#5A3721"),
    20: ("#7A4EA8", "#4E2F77"),
    10: ("#3E8F55", "#22613A"),
    5: ("#3A6FC0", "#23498A"),
    2: ("#8A8F45", "#5C6127"),
    1: ("#C0474A", "#872B30"),
}
_OTHER_NOTE = ("#5A6684", "#39425A")
_GOLD = (("#F3DCA2", "#C79A45", "#E4BE6C"), "#3A2A08", "#3A2A08")
_SILVER = (("#E8ECF3", "#A9B2C3", "#D5DBE6"), "#2A3344", "#263043")
COIN_DIAMETER = 24


def note_chip(p: QPainter, x: float, cy: float, cedis: int, width: int = 44, height: int = 24) -> None:
    """A note of ``cedis`` with its left edge at x, centred on cy."""
    p.drawPixmap(QPointF(x - 1, cy - (height + 4) / 2), _note_pixmap(cedis, width, height, ratio_of(p)))


def coin_chip(p: QPainter, x: float, cy: float, minor: int, width: int = 44) -> None:
    """A coin of ``minor`` pesewas, centred in a column ``width`` wide that starts at x; cedi coins are gold."""
    left = x + (width - COIN_DIAMETER) / 2
    p.drawPixmap(QPointF(left - 1, cy - (COIN_DIAMETER + 4) / 2), _coin_pixmap(minor, ratio_of(p)))


def piece_chip(
    p: QPainter, x: float, cy: float, minor: int, is_note: bool, decimals: int, width: int = 44, height: int = 24
) -> None:
    """A note or coin worth ``minor`` in a column ``width`` wide that starts at x; ``decimals`` are the currency's."""
    if is_note:
        note_chip(p, x, cy, minor // 10**decimals, width, height)
    else:
        coin_chip(p, x, cy, minor, width)


def _canvas(width: int, height: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round((width + 2) * ratio), round((height + 4) * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


@lru_cache(maxsize=128)
def _note_pixmap(cedis: int, width: int, height: int, ratio: float) -> QPixmap:
    pixmap = _canvas(width, height, ratio)
    p = QPainter(pixmap)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(1, 2, width, height)
    gradient = QLinearGradient(box.topLeft(), box.bottomRight())
    first, last = NOTE_COLORS.get(cedis, _OTHER_NOTE)
    gradient.setColorAt(0, QColor(first))
    gradient.setColorAt(1, QColor(last))
    path = QPainterPath()
    path.addRoundedRect(box, 5, 5)
    p.fillPath(path, gradient)
    white = QColor("#FFFFFF")
    p.setClipPath(path)
    p.setPen(QPen(alpha(white, 0.16), 1))
    for ring in range(4):
        p.drawEllipse(QPointF(box.right() - 7, box.center().y()), 5 + ring * 5, 5 + ring * 5)
    p.setClipping(False)
    p.setPen(QPen(alpha(white, 0.26), 1))
    p.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4.5, 4.5)
    p.setFont(font("caption-strong"))
    p.setPen(white)
    p.drawText(box.adjusted(6, 0, 0, 0), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), str(cedis))
    p.end()
    return pixmap


@lru_cache(maxsize=128)
def _coin_pixmap(minor: int, ratio: float) -> QPixmap:
    (start, middle, end), rim, ink = _GOLD if minor >= 100 else _SILVER
    pixmap = _canvas(COIN_DIAMETER, COIN_DIAMETER, ratio)
    p = QPainter(pixmap)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(1, 2, COIN_DIAMETER, COIN_DIAMETER)
    gradient = QLinearGradient(box.topLeft(), box.bottomRight())
    for at, code in ((0.0, start), (0.5, middle), (1.0, end)):
        gradient.setColorAt(at, QColor(code))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(gradient)
    p.drawEllipse(box)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(alpha(QColor(rim), 0.35), 1))
    p.drawEllipse(box.adjusted(3, 3, -3, -3))
    face = QFont(font("key"))
    face.setWeight(QFont.Weight.Bold)
    p.setFont(face)
    p.setPen(QColor(ink))
    p.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(minor // 100 if minor >= 100 else minor))
    p.end()
    return pixmap
