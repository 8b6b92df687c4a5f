"""The legs of one entry: account, debit and credit under each other (screen 10, EntryTable). Read, never worked in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT, text, text_width
from teller_app.glass.painted import Painted

HEAD, ROW = 24, 32
GAPS = (20, 8)
"""Between columns, regular and compact."""
EMPTY = "—"


@dataclass(frozen=True)
class Leg:
    """An account's code and name, and one figure under its side; the other is empty."""

    code: str
    name: str
    debit: str = ""
    credit: str = ""


class EntryTable(Painted):
    """``heads`` are the words over account, debit and credit."""

    def __init__(self, look: Look, name: str, heads: tuple[str, str, str]) -> None:
        super().__init__(look, name, (0, 0))
        self._words = heads
        self._sign = ""
        self._legs: tuple[Leg, ...] = ()

    @property
    def legs(self) -> tuple[Leg, ...]:
        """What is shown."""
        return self._legs

    def set_currency(self, sign: str) -> None:
        """The sign of the figures, in the heads of debit and credit."""
        if sign != self._sign:
            self._sign = sign
            self.update()

    @property
    def _heads(self) -> tuple[str, str, str]:
        """A low table has no room for the sign."""
        account, debit, credit = self._words
        sign = self.look.pick(f" {self._sign}" if self._sign else "", "")
        return account, debit + sign, credit + sign

    def set_legs(self, legs: Sequence[Leg]) -> None:
        """Other legs, in their order."""
        self._legs = tuple(legs)
        _, debit, credit = self._words
        spoken = (
            f"{leg.code} {leg.name}, {debit} {leg.debit}"
            if leg.debit
            else f"{leg.code} {leg.name}, {credit} {leg.credit}"
            for leg in legs
        )
        self.setAccessibleDescription("; ".join(spoken))
        self.refresh()

    def sizeHint(self) -> QSize:
        """Head and legs."""
        rows = len(self._legs) * self.look.grown(self.look.pick(ROW, 26))
        return QSize(0, self.look.grown(HEAD) + rows if rows else 0)

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never lower."""
        return QSize(240, self.sizeHint().height())

    def draw(self, p: QPainter) -> None:
        """The heads, a line, the legs."""
        tokens, look = self.look.tokens, self.look
        figures = [side for leg in self._legs for side in (leg.debit, leg.credit)]
        strong, micro = look.font("body-strong"), look.font("micro")
        wide = max(
            [text_width(word, strong) for word in figures] + [text_width(word, micro) for word in self._heads[1:]]
        )
        gap = look.pick(*GAPS)
        wide += gap
        codes = max((text_width(leg.code, look.font("code")) for leg in self._legs), default=0) + gap
        head, high = look.grown(HEAD), look.grown(look.pick(ROW, 26))
        top = QRectF(0, 0, self.width(), head)
        text(p, top, self._heads[0], micro, tokens.text3)
        text(p, top.adjusted(0, 0, -wide, 0), self._heads[1], micro, tokens.text3, RIGHT)
        text(p, top, self._heads[2], micro, tokens.text3, RIGHT)
        for at, leg in enumerate(self._legs):
            line = QRectF(0, head + at * high, self.width(), high)
            p.fillRect(QRectF(0, line.top(), line.width(), 1), tokens.sep)
            text(p, line, leg.code, look.font("code"), tokens.text2)
            name = QRectF(codes, line.top(), line.width() - codes - 2 * wide - gap, high)
            text(p, name, leg.name, look.font("body"), tokens.text)
            for figure, box in ((leg.debit, line.adjusted(0, 0, -wide, 0)), (leg.credit, line)):
                text(p, box, figure or EMPTY, strong, tokens.text if figure else tokens.text3, RIGHT)
