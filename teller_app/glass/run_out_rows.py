"""How long each note and coin lasts, a bar from now to the end of the day (picture 12, RunOutBar)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from teller_app.glass.cash import piece_chip
from teller_app.glass.look import Look
from teller_app.glass.meter import paint_meter
from teller_app.glass.paint import RIGHT, text
from teller_app.glass.painted import Painted

ROW = (46, 40)
CHIP = 44
UNTIL = 76
MARKS = {"accent": "accent_mark", "warn": "warn_mark", "neg": "neg"}
INKS = {"accent": "pos", "warn": "warn", "neg": "neg"}


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
        return QSize(320, round(self._row() * len(self.rows)))

    def minimumSizeHint(self) -> QSize:
        """Never lower: what does not fit is scrolled."""
        return QSize(260, self.sizeHint().height())

    def _row(self) -> float:
        return float(self.look.grown(self.look.pick(*ROW)))

    def draw(self, p: QPainter) -> None:
        """Row by row."""
        high = self._row()
        for at, row in enumerate(self.rows):
            self._draw_row(p, QRectF(0, high * at, self.width(), high), row)

    def _draw_row(self, p: QPainter, box: QRectF, row: RunOutRow) -> None:
        tokens, middle = self.look.tokens, box.center().y()
        piece_chip(p, 2, middle, row.value_minor, row.is_note, self._decimals, CHIP)
        bar = QRectF(CHIP + 18, middle - 12, box.width() - CHIP - 18 - UNTIL - 12, 8)
        paint_meter(p, bar, row.share, getattr(tokens, MARKS[row.tone]), tokens, None)
        below = QRectF(bar.left(), middle, bar.width(), box.height() / 2 - 2)
        text(p, below, row.line, self.look.font("caption"), tokens.text2)
        right = QRectF(box.right() - UNTIL, box.top(), UNTIL, box.height())
        text(p, right, row.until, self.look.font("caption-medium"), getattr(tokens, INKS[row.tone]), RIGHT)
