"""What lies in a vault, a row for each note and coin: pieces, straps of a hundred, share of the value, value (picture 12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from contract.money import money_text
from teller_app.glass.cash import piece_chip
from teller_app.glass.denominations import Denomination
from teller_app.glass.look import Look
from teller_app.glass.meter import paint_meter
from teller_app.glass.paint import RIGHT, chip, text
from teller_app.glass.painted import Painted

DASH = "—"
STRAP = 100
"""Notes that a bank's band holds."""
ROW = (32, 27)
ROW_MOST = 44
"""A row in a panel that has room."""
PIECES_RIGHT, STRAPS_RIGHT, BAR_LEFT, BAR_RIGHT, VALUE_LEFT = 0.25, 0.42, 0.46, 0.66, 0.78
"""Shares of the width. In the narrowest panel five figures of loose notes still stand clear of the pieces before them."""


class StockRows(Painted):
    """``set_stock`` shows pieces by face, ``set_heads`` names piece, pieces, straps, bar and value.

    The bar is a piece's share of the value, or where ``set_day`` says so how far it reaches into the day.
    """

    def __init__(self, look: Look, name: str, decimals: int = 2) -> None:
        super().__init__(look, name, (0, 120))
        self._heads, self._decimals = ("", "", "", "", ""), decimals
        self._day: dict[str, float] = {}
        self._low: dict[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self._faces: tuple[Denomination, ...] = ()
        self._stock: dict[str, int] = {}
        self._strapped: dict[str, int] = {}

    def set_heads(self, heads: tuple[str, str, str, str, str]) -> None:
        """The words above the columns."""
        if heads != self._heads:
            self._heads = heads
            self.update()

    def set_day(self, shares: Mapping[str, float], low: Mapping[str, str]) -> None:
        """Bars by face from 0 to 1, and a word for what will not do."""
        if (dict(shares), dict(low)) != (self._day, self._low):
            self._day, self._low = dict(shares), dict(low)
            self._describe()
            self.update()

    def set_stock(
        self, faces: Sequence[Denomination], stock: Mapping[str, int], strapped: Mapping[str, int] | None = None
    ) -> None:
        """Show these faces with what lies there, and how many notes of it are in sealed straps."""
        shown = (tuple(faces), dict(stock), dict(strapped or {}))
        if shown == (self._faces, self._stock, self._strapped):
            return
        self._faces, self._stock, self._strapped = shown
        self.setMaximumHeight(round(ROW_MOST * (len(self._faces) + 1)))
        self._describe()
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        spoken = (
            ", ".join(
                part for part in (f"{item.label}: {self._stock.get(item.face, 0)}", self._low.get(item.face)) if part
            )
            for item in self._faces
        )
        self.setAccessibleDescription("; ".join(spoken))

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
        tokens, wide = self.look.tokens, float(self.width())
        high = max(self._row(), min(float(ROW_MOST), self.height() / (len(self._faces) + 1)))
        face = self.look.font("micro-strong")
        piece, pieces, straps, bar, worth = self._heads
        for words, right in ((pieces, PIECES_RIGHT), (straps, STRAPS_RIGHT), (worth, 1.0)):
            text(p, QRectF(0, 0, wide * right, high), words, face, tokens.text3, RIGHT)
        text(p, QRectF(2, 0, wide, high), piece, face, tokens.text3)
        text(p, QRectF(wide * BAR_LEFT, 0, wide * (VALUE_LEFT - BAR_LEFT), high), bar, face, tokens.text3)
        values = [item.value_minor * self._stock.get(item.face, 0) for item in self._faces]
        most = max(values, default=0)
        for at, (item, value) in enumerate(zip(self._faces, values, strict=True)):
            box = QRectF(0, high * (at + 1), wide, high)
            p.fillRect(QRectF(0, box.top(), wide, 1), tokens.sep)
            share = self._day.get(item.face, 1.0 if value else 0.0) if self._day else value / most if most else 0.0
            self._draw_row(p, box, item, value, share)

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
        low = self._low.get(item.face)
        paint_meter(p, bar, share, tokens.warn_mark if low else tokens.accent_mark, tokens, None)
        if low:
            chip(p, self.look, bar.right() + 6, middle, low, "warn", height=20)
        text(
            p,
            QRectF(0, box.top(), wide, box.height()),
            money_text(value, self._decimals) if value else DASH,
            face,
            strong,
            RIGHT,
        )
