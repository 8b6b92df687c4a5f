"""What lay in a drawer at one minute: a row for each note and coin, then, since the opening, and now (picture 19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from contract.money import MINUS, money_text
from teller_app.glass.cash import piece_chip
from teller_app.glass.denominations import Denomination
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT, rounded, text
from teller_app.glass.painted import Painted

ROW, LEAST = (36, 27), (29, 27)
"""Height of a row where there is room, and where all of them would else not be in sight, in px, regular and compact."""
THEN, VALUE, BAR_LEFT, BAR_RIGHT, SINCE, LAST, NOW = 0.20, 0.40, 0.44, 0.62, 0.73, 0.87, 1.0
"""Right edges of the columns as shares of the width; the bar has two."""


@dataclass(frozen=True, slots=True)
class Position:
    """One denomination: pieces then, how many more than at the opening, when it last changed, pieces now."""

    face: Denomination
    then: int
    since: int
    last: str
    now: int


class PositionRows(Painted):
    """``heads`` are piece, then, value, since the opening, last change, now, in words."""

    def __init__(self, look: Look, name: str, heads: Sequence[str], decimals: int = 2) -> None:
        super().__init__(look, name, (0, 120))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._heads, self._decimals = tuple(heads), decimals
        self._rows: tuple[Position, ...] = ()

    @property
    def rows(self) -> tuple[Position, ...]:
        """What is shown."""
        return self._rows

    def set_rows(self, rows: Sequence[Position]) -> None:
        """Show another minute. Figures change at once, nothing glides."""
        self._rows = tuple(rows)
        self.setAccessibleDescription("; ".join(f"{row.face.label}: {row.then}, {row.now}" for row in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The heads and all rows."""
        return QSize(400, self.look.grown(self.look.pick(*ROW)) * (len(self._rows) + 1))

    def minimumSizeHint(self) -> QSize:
        """Never lower: what does not fit is scrolled."""
        return QSize(360, self._least() * (len(self._rows) + 1))

    def _least(self) -> int:
        return self.look.grown(self.look.pick(*LEAST))

    def _high(self) -> float:
        """As high as the place lets them be."""
        most = float(self.look.grown(self.look.pick(*ROW)))
        return max(float(self._least()), min(most, self.height() / (len(self._rows) + 1)))

    def draw(self, p: QPainter) -> None:
        """Heads, then row by row."""
        tokens, high, wide = self.look.tokens, self._high(), float(self.width())
        face = self.look.font("micro-strong")
        text(p, QRectF(2, 0, wide, high), self._heads[0], face, tokens.text3)
        then, value, since, last, now = self._heads[1:]
        for words, right in ((then, THEN), (value, VALUE), (last, LAST), (now, NOW)):
            text(p, QRectF(0, 0, wide * right, high), words, face, tokens.text3, RIGHT)
        # Over its bar and its figure.
        text(p, QRectF(wide * BAR_LEFT, 0, wide * (SINCE - BAR_LEFT), high), since, face, tokens.text3)
        most = max((abs(row.since) for row in self._rows), default=0)
        for at, row in enumerate(self._rows):
            box = QRectF(0, high * (at + 1), wide, high)
            p.fillRect(QRectF(0, box.top(), wide, 1), tokens.sep)
            self._draw_row(p, box, row, row.since / most if most else 0.0)

    def _draw_row(self, p: QPainter, box: QRectF, row: Position, share: float) -> None:
        tokens, middle, wide = self.look.tokens, box.center().y(), box.width()
        piece_chip(p, 2, middle, row.face.value_minor, row.face.is_note, self._decimals, 38, 20)
        value = money_text(row.then * row.face.value_minor, self._decimals)
        since = f"+{row.since:,}" if row.since > 0 else f"{MINUS}{-row.since:,}" if row.since else ""
        strong, plain = self.look.font("body-strong"), self.look.font("body")
        there = tokens.text if row.then else tokens.text3
        for words, right, font, color in (
            (f"{row.then:,}", THEN, strong, there),
            (value, VALUE, plain, there),
            (since, SINCE, plain, tokens.text),
            (row.last, LAST, plain, tokens.text2),
            (f"{row.now:,}", NOW, plain, tokens.text2),
        ):
            text(p, QRectF(0, box.top(), wide * right, box.height()), words, font, color, RIGHT)
        half, zero = wide * (BAR_RIGHT - BAR_LEFT) / 2, wide * (BAR_LEFT + BAR_RIGHT) / 2
        p.fillRect(QRectF(zero, box.top() + 6, 1, box.height() - 12), tokens.sep)
        length = max(3.0, abs(share) * half) if row.since else 0.0
        bar = QRectF(zero if share > 0 else zero - length, middle - 4, length, 8)
        if length:
            rounded(p, bar, 3, tokens.accent_mark if share > 0 else tokens.warn_mark)
