"""How long each note and coin lasts, a bar from now to the end of the day (picture 12, RunOutBar)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from teller_app.glass.cash import piece_chip
from teller_app.glass.look import Look
from teller_app.glass.meter import paint_meter
from teller_app.glass.paint import CENTER, RIGHT, chip, chip_width, text
from teller_app.glass.painted import Painted

ROW = (46, 40)
CHIP = 44
UNTIL = 76
MARKS = {"accent": "accent_mark", "warn": "warn_mark", "neg": "neg"}
AXIS = 24


@dataclass(frozen=True)
class RunOutRow:
    """A piece by its value, its share of the rest of the day, tone, the line below the bar and the word at the right."""

    value_minor: int
    is_note: bool
    share: float
    tone: str
    line: str
    until: str


class RunOutRows(Painted):
    """``set_rows`` shows other pieces, the largest first."""

    def __init__(self, look: Look, name: str, decimals: int = 2) -> None:
        super().__init__(look, name, (0, 40))
        self._decimals = decimals
        self.rows: tuple[RunOutRow, ...] = ()
        self.axis: tuple[str, ...] = ()

    def set_axis(self, times: Sequence[str]) -> None:
        """Times of the day from now to its end, evenly apart, above the bars; none take no room."""
        if tuple(times) != self.axis:
            self.axis = tuple(times)
            self.updateGeometry()
            self.update()

    def set_rows(self, rows: Sequence[RunOutRow]) -> None:
        """Show these."""
        if tuple(rows) == self.rows:
            return
        self.rows = tuple(rows)
        spoken = (f"{row.value_minor / 10**self._decimals:g}: {row.line}, {row.until}" for row in self.rows)
        self.setAccessibleDescription("; ".join(spoken))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(320, round(self._row() * len(self.rows)) + self._head())

    def minimumSizeHint(self) -> QSize:
        """Never lower: what does not fit is scrolled."""
        return QSize(260, self.sizeHint().height())

    def _row(self) -> float:
        return float(self.look.grown(self.look.pick(*ROW)))

    def _head(self) -> int:
        return AXIS if self.axis else 0

    def draw(self, p: QPainter) -> None:
        """The times, then row by row."""
        high, head = self._row(), self._head()
        self._draw_axis(p, head)
        for at, row in enumerate(self.rows):
            self._draw_row(p, QRectF(0, head + high * at, self.width(), high), row)

    def _draw_axis(self, p: QPainter, head: int) -> None:
        left, wide = CHIP + 18.0, self.width() - CHIP - 18 - UNTIL - 12
        for at, said in enumerate(self.axis):
            x = left + wide * at / max(1, len(self.axis) - 1)
            text(
                p, QRectF(x - 24, 0, 48, head - 4), said, self.look.font("micro"), self.look.tokens.text3, CENTER, False
            )
            if at:
                p.fillRect(QRectF(round(x), head, 1, self.height() - head), self.look.tokens.sep)

    def _draw_row(self, p: QPainter, box: QRectF, row: RunOutRow) -> None:
        tokens, middle = self.look.tokens, box.center().y()
        piece_chip(p, 2, middle, row.value_minor, row.is_note, self._decimals, CHIP)
        bar = QRectF(CHIP + 18, middle - 12, box.width() - CHIP - 18 - UNTIL - 12, 8)
        paint_meter(p, bar, row.share, getattr(tokens, MARKS[row.tone]), tokens, None)
        below = QRectF(bar.left(), middle, bar.width(), box.height() / 2 - 2)
        text(p, below, row.line, self.look.font("caption"), tokens.text2)
        if row.tone == "accent":
            right = QRectF(box.right() - UNTIL, bar.top() - 6, UNTIL, 20)
            text(p, right, row.until, self.look.font("caption-medium"), tokens.pos, RIGHT)
        else:
            wide = chip_width(self.look, row.until, "clock")
            chip(p, self.look, box.right() - wide, bar.center().y(), row.until, row.tone, "clock")
