"""What lies in a vault, a row for each note and coin: pieces, straps of a hundred, share of the value, value (picture 12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from teller_app.glass.amounts import format_minor
from teller_app.glass.cash import piece_chip
from teller_app.glass.denominations import Denomination
from teller_app.glass.look import Look
from teller_app.glass.meter import paint_meter
from teller_app.glass.paint import RIGHT, text
from teller_app.glass.painted import Painted

STRAP = 100
"""Notes that a bank's band holds."""
ROW = (32, 27)
PIECES_RIGHT, STRAPS_RIGHT, BAR_LEFT, BAR_RIGHT = 0.26, 0.48, 0.52, 0.71
"""Shares of the width. In the narrowest panel five figures of loose notes still stand clear of the pieces before them."""


class StockRows(Painted):
    """``set_stock`` shows pieces by face; ``heads`` are piece, pieces, straps, value as words."""

    def __init__(self, look: Look, name: str, heads: tuple[str, str, str, str], decimals: int = 2) -> None:
        super().__init__(look, name, (0, 120))
        self._heads, self._decimals = heads, decimals
        self._faces: tuple[Denomination, ...] = ()
        self._stock: dict[str, int] = {}
        self._strapped: dict[str, int] = {}

    def set_stock(
        self, faces: Sequence[Denomination], stock: Mapping[str, int], strapped: Mapping[str, int] | None = None
    ) -> None:
        """Show these faces with what lies there, and how many notes of it are in sealed straps."""
        shown = (tuple(faces), dict(stock), dict(strapped or {}))
        if shown == (self._faces, self._stock, self._strapped):
            return
        self._faces, self._stock, self._strapped = shown
        spoken = (f"{item.label}: {stock.get(item.face, 0)}" for item in self._faces)
        self.setAccessibleDescription("; ".join(spoken))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The heads and all rows."""
        return QSize(320, round(self._row() * (len(self._faces) + 1)))

    def minimumSizeHint(self) -> QSize:
        """Never lower: what does not fit is scrolled."""
        return QSize(280, self.sizeHint().height())

    def _row(self) -> float:
        return float(self.look.grown(self.look.pick(*ROW)))

    def draw(self, p: QPainter) -> None:
        """Heads, then row by row."""
        tokens, high, wide = self.look.tokens, self._row(), float(self.width())
        face = self.look.font("micro-strong")
        for words, right in zip(self._heads[1:], (PIECES_RIGHT, STRAPS_RIGHT, 1.0), strict=True):
            text(p, QRectF(0, 0, wide * right, high), words, face, tokens.text3, RIGHT)
        text(p, QRectF(2, 0, wide, high), self._heads[0], face, tokens.text3)
        values = [item.value_minor * self._stock.get(item.face, 0) for item in self._faces]
        most = max(values, default=0)
        for at, (item, value) in enumerate(zip(self._faces, values, strict=True)):
            box = QRectF(0, high * (at + 1), wide, high)
            p.fillRect(QRectF(0, box.top(), wide, 1), tokens.sep)
            self._draw_row(p, box, item, value, value / most if most else 0.0)

    def _draw_row(self, p: QPainter, box: QRectF, item: Denomination, value: int, share: float) -> None:
        tokens, middle, count = self.look.tokens, box.center().y(), self._stock.get(item.face, 0)
        piece_chip(p, 2, middle, item.value_minor, item.is_note, self._decimals, 38, 20)
        strong = tokens.text if count else tokens.text3
        wide, face = box.width(), self.look.font("body-strong")
        text(p, QRectF(0, box.top(), wide * PIECES_RIGHT, box.height()), f"{count:,}", face, strong, RIGHT)
        sealed = self._strapped.get(item.face, 0)
        straps = f"{sealed // STRAP} + {count - sealed:,}" if item.is_note else ""
        quiet = self.look.font("caption-medium")
        text(p, QRectF(0, box.top(), wide * STRAPS_RIGHT, box.height()), straps, quiet, tokens.text2, RIGHT)
        bar = QRectF(wide * BAR_LEFT, middle - 2.5, wide * (BAR_RIGHT - BAR_LEFT), 5)
        paint_meter(p, bar, share, tokens.accent_mark, tokens, None)
        text(p, QRectF(0, box.top(), wide, box.height()), format_minor(value, self._decimals), face, strong, RIGHT)
