"""The two whose hands an act needs, side by side with their presence, and in words whether both are there (picture 12)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from teller_app.glass.avatar import Presence, paint_avatar
from teller_app.glass.look import Look
from teller_app.glass.paint import chip, chip_width, text, text_width
from teller_app.glass.painted import Painted

HIGH, SIDE = (44, 38), 30


class Hand(msgspec.Struct, frozen=True):
    """One of them: name, a shorter form for where that does not fit, initials, staff number (decides the hue), what they are, whether
    they are there."""

    name: str
    short: str
    initials: str
    number: str
    role: str
    there: bool


class HandsLine(Painted):
    """``set_hands`` shows people and the verdict. Everything shown is read out; the dot never stands alone."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, (0, HIGH[0]))
        self._hands: tuple[Hand, ...] = ()
        self._verdict: tuple[str, str, str] = ("", "mute", "users")

    def set_hands(self, hands: Sequence[Hand], words: str, tone: str, icon: str = "users") -> None:
        """Other people, or another verdict."""
        shown = (tuple(hands), (words, tone, icon))
        if shown == (self._hands, self._verdict):
            return
        self._hands, self._verdict = shown
        spoken = [f"{hand.name}, {hand.role}" for hand in self._hands]
        self.setAccessibleDescription("; ".join([*spoken, words]))
        self.update()

    def sizeHint(self) -> QSize:
        """44 high, 38 compact."""
        return QSize(0, self.look.grown(self.look.pick(*HIGH)))

    def minimumSizeHint(self) -> QSize:
        """Never lower."""
        return QSize(200, self.sizeHint().height())

    def draw(self, p: QPainter) -> None:
        """Faces with two lines each, then the chip."""
        look, tokens, middle = self.look, self.look.tokens, self.height() / 2
        words, tone, icon = self._verdict
        taken = chip_width(look, words, icon) if words else 0.0
        each = (self.width() - taken - 12) / max(1, len(self._hands))
        for at, hand in enumerate(self._hands):
            left = at * each
            presence: Presence = "on" if hand.there else "off"
            paint_avatar(p, look, left, middle - SIDE / 2, SIDE, hand.initials, hand.number, presence)
            room = each - SIDE - 18
            face = look.font("body-strong")
            name = hand.name if text_width(hand.name, face) <= room else hand.short
            text(p, QRectF(left + SIDE + 10, middle - 18, room, 20), name, face, tokens.text)
            text(p, QRectF(left + SIDE + 10, middle + 1, room, 18), hand.role, look.font("caption"), tokens.text2)
        if words:
            chip(p, look, self.width() - taken, middle, words, tone, icon)
