"""Whether two pictures look the same: both are made small, so that hinting and grain vanish and a moved word does not."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

CELL_PX = 4
"""A cell is the mean of so many pixels squared."""
LIGHT_MAX, COLOR_MAX = 12, 36
"""Levels of 255 that a cell may differ by in lightness and in colour: lossy pictures stay under 7 and 23."""
CELLS_MAX = 6
"""So many cells may be worse than that. A word that is not there has some twenty."""


def differing(approved: QImage, now: QImage) -> list[tuple[int, int]]:
    """The cells that differ, as (column, row). Pictures of two sizes differ everywhere."""
    if approved.size() != now.size():
        return [(x, y) for y in range(now.height() // CELL_PX) for x in range(now.width() // CELL_PX)]
    one, other = _small(approved), _small(now)
    first, second, width = bytes(one.constBits()), bytes(other.constBits()), one.width()
    return [(at % width, at // width) for at in range(len(first) // 4) if _apart(first, second, at * 4)]


def same(approved: QImage, now: QImage) -> bool:
    """Whether a person would find no difference."""
    return len(differing(approved, now)) <= CELLS_MAX


def marked(approved: QImage, now: QImage) -> QImage:
    """Approved, now, and now with its differing cells framed, side by side."""
    width, high = max(approved.width(), now.width()), max(approved.height(), now.height())
    sheet = QImage(width * 3 + 32, high, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#808080"))
    p = QPainter(sheet)
    for at, picture in enumerate((approved, now, now)):
        p.drawImage(at * (width + 16), 0, picture)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(255, 0, 160, 150))
    for x, y in differing(approved, now):
        p.drawRect(QRect(2 * (width + 16) + x * CELL_PX, y * CELL_PX, CELL_PX, CELL_PX))
    p.end()
    return sheet


def _apart(first: bytes, second: bytes, at: int) -> bool:
    blue, green, red = first[at] - second[at], first[at + 1] - second[at + 1], first[at + 2] - second[at + 2]
    light = 0.114 * blue + 0.587 * green + 0.299 * red
    return abs(light) > LIGHT_MAX or abs(blue - light) > COLOR_MAX or abs(red - light) > COLOR_MAX


def _small(image: QImage) -> QImage:
    wide, high = image.width() // CELL_PX, image.height() // CELL_PX
    smooth = Qt.TransformationMode.SmoothTransformation
    small = image.scaled(wide, high, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    return small.convertToFormat(QImage.Format.Format_RGB32)
