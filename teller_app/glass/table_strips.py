"""Rows of a table painted once, each into a transparent picture, and then only blitted while one scrolls (LOOK 10).

A step of scrolling paints the rows that came into sight and moves the rest: that is what keeps it under its budget.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from teller_app.glass.icons import ratio_of
from teller_app.glass.table_model import Row

STRIPS_MAX = 96
BYTES_MAX = 32 * 1024 * 1024

type PaintRow = Callable[[QPainter, QRectF, Row, Manner], None]


class Manner(NamedTuple):
    """How a row is painted: ``ruled`` rows have the separator at their foot."""

    selected: bool
    ruled: bool


@dataclass(frozen=True, slots=True)
class _Strip:
    row: Row
    picture: QPixmap


class RowStrips:
    """Belongs to one view. A strip is good for as long as the row at its place is the same and so is its width.

    ``paint`` draws one row's cells into a box of the row's size.
    """

    def __init__(self, paint: PaintRow) -> None:
        self._paint = paint
        self._strips: OrderedDict[tuple[int, Manner], _Strip] = OrderedDict()
        self._shape: tuple[int, int, float] = (0, 0, 0.0)
        self.painted = 0
        """Rows painted since the beginning: a test sees by it that scrolling does not paint what was in sight."""

    def clear(self) -> None:
        """Forget everything: look or columns changed."""
        self._strips.clear()

    def blit(self, p: QPainter, top: float, size: tuple[int, int], index: int, row: Row, manner: Manner) -> None:
        """Put the row ``index`` at ``top``; ``size`` is its width and height in logical px."""
        shape = (*size, ratio_of(p))
        if shape != self._shape:
            self._strips.clear()
            self._shape = shape
        key = (index, manner)
        strip = self._strips.get(key)
        if strip is None or (strip.row is not row and strip.row != row):
            strip = _Strip(row, self._draw(row, manner))
            self._strips[key] = strip
            self._bound()
        self._strips.move_to_end(key)
        p.drawPixmap(QPointF(0, top), strip.picture)

    def _draw(self, row: Row, manner: Manner) -> QPixmap:
        width, height, ratio = self._shape
        picture = QPixmap(max(1, round(width * ratio)), max(1, round(height * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        inner = QPainter(picture)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(inner, QRectF(0, 0, width, height), row, manner)
        inner.end()
        self.painted += 1
        return picture

    def _bound(self) -> None:
        width, height, ratio = self._shape
        each = max(1, round(width * height * ratio * ratio * 4))
        most = max(2, min(STRIPS_MAX, BYTES_MAX // each))
        while len(self._strips) > most:
            self._strips.popitem(last=False)
