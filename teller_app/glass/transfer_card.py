"""Cash on its way as a card: from where to where, how much, the two steps with their people, and how long it is out (picture 12)."""

from __future__ import annotations

from typing import Literal

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from teller_app.glass.button import GlassButton
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT, chip, chip_width, paint_icon, rounded, text, text_width
from teller_app.glass.painted_button import PaintedButton
from teller_app.glass.stepper import DOT, StepState, paint_step_dot

HIGH = (122, 104)
SIDE, RADIUS = 16, 14
CARDS_MAX = 1_000
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -CARDS_MAX, Qt.Key.Key_End: CARDS_MAX}
"""How many cards further a key goes; whoever has the cards stops at the ends."""
NUMBER = 72
"""Room for "VT-0612", so that the places of all cards begin in one line."""
LINK, ROOMY = 28, 480
GAP = 12
"""Between the two buttons of a card, in px."""

type Tone = Literal["mute", "warn", "info", "pos"]


class CardStep(msgspec.Struct, frozen=True):
    """One of the two steps: who (``short`` where that does not fit), what they did or are to do, how it stands."""

    who: str
    short: str
    said: str
    state: StepState


class Card(msgspec.Struct, frozen=True):
    """A movement as words. ``foot`` says whose it is meanwhile, in fewer words where there is little room; ``age`` how long it is out,
    with its tone."""

    key: str
    number: str
    source: str
    target: str
    amount: str
    first: CardStep
    second: CardStep
    foot: str
    foot_short: str
    age: str = ""
    age_tone: Tone = "mute"


class TransferCard(PaintedButton):
    """``set_card`` shows a movement. Up and Down ask for the card before or after by ``stepped``; a chosen one has its buttons."""

    stepped = Signal(int)

    def __init__(self, look: Look, refuse: str, receive: str) -> None:
        super().__init__(look, "", (0, HIGH[0]))
        self.card: Card | None = None
        self.chosen = False
        self.refuse = GlassButton(look, refuse, "decline", None, "Ctrl+D", "s")
        self.receive = GlassButton(look, receive, "secondary", "check", "F4", "s")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 0, SIDE - 4, 2)
        column.addStretch(1)
        row = QHBoxLayout()
        # A refusal and a receipt are no neighbours: a hand that slips hits neither.
        row.setSpacing(GAP)
        row.addStretch(1)
        row.addWidget(self.refuse)
        row.addWidget(self.receive)
        column.addLayout(row)
        for button in (self.refuse, self.receive):
            button.hide()

    def sizeHint(self) -> QSize:
        """122 high, 104 compact."""
        return QSize(0, self.look.grown(self.look.pick(*HIGH)))

    def minimumSizeHint(self) -> QSize:
        """Never lower."""
        return QSize(260, self.sizeHint().height())

    def set_card(self, card: Card) -> None:
        """Another movement, or another step of it; a screen reader hears all of it."""
        if card == self.card:
            return
        self.card = card
        self.setAccessibleName(f"{card.number}, {card.source}, {card.target}, {card.amount}")
        steps = (f"{step.who}: {step.said}" for step in (card.first, card.second))
        self.setAccessibleDescription("; ".join(part for part in (*steps, card.foot, card.age) if part))
        self.update()

    def set_chosen(self, chosen: bool, may_refuse: bool, may_receive: bool) -> None:
        """Whether it is the selected one, and what can be done with it now."""
        self.chosen = chosen
        self.refuse.setVisible(chosen and may_refuse)
        self.receive.setVisible(chosen and may_receive)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go on among the cards, Home and End to the first and the last."""
        by = STEPS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)

    def draw(self, p: QPainter) -> None:
        """Ground, head, steps, foot."""
        card = self.card
        if card is None:
            return
        look, tokens = self.look, self.look.tokens
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.chosen:
            rounded(p, box, RADIUS, tokens.row_sel, tokens.accent_line)
            rounded(p, QRectF(box.left() + 1, box.center().y() - 30, 3, 60), 1.5, tokens.accent)
        else:
            rounded(p, box, RADIUS, tokens.fill, tokens.fill_line)
            self.draw_hover(p, box, RADIUS)
        self._head(p, card)
        self._steps(p, card)
        foot = QRectF(SIDE, self.height() - look.pick(32, 26), self._foot_room(card), 18)
        small = look.font("caption")
        said = card.foot if text_width(card.foot, small) <= foot.width() else card.foot_short
        if text_width(said, small) <= foot.width():
            # Beside two buttons in a narrow card there is no room for it; a screen reader hears it all the same.
            text(p, foot, said, small, tokens.text2)
        if card.age and not (self.refuse.isVisibleTo(self) or self.receive.isVisibleTo(self)):
            wide = chip_width(look, card.age, "clock")
            chip(p, look, self.width() - SIDE - wide, foot.center().y(), card.age, card.age_tone, "clock")
        self.draw_ring(p, box, RADIUS)

    def _head(self, p: QPainter, card: Card) -> None:
        look, tokens, wide = self.look, self.look.tokens, self.width()
        strong, top = look.font("body-strong"), look.pick(10, 7)
        text(p, QRectF(SIDE, top, NUMBER, 20), card.number, look.font("code-s"), tokens.text2, elide=False)
        roomy = wide >= ROOMY
        figure = look.font("title3" if roomy else "body-strong")
        taken = text_width(card.amount, figure) + 12
        left = float(SIDE + (NUMBER if roomy else NUMBER - 12))
        room = wide - left - taken - SIDE - 22
        # Each has what it needs where both fit; else they share.
        first = min(text_width(card.source, strong) + 1, max(room / 2, room - text_width(card.target, strong) - 8))
        text(p, QRectF(left, top, first + 1, 20), card.source, strong, tokens.text)
        if card.target:
            paint_icon(p, "arrow-right", round(left + first + 8), round(top + 3), 14, tokens.text2, "bold")
            text(p, QRectF(left + first + 28, top, room - first, 20), card.target, strong, tokens.text)
        text(p, QRectF(0, top - 2, wide - SIDE, 24), card.amount, figure, tokens.text, RIGHT, False)

    def _steps(self, p: QPainter, card: Card) -> None:
        look, tokens = self.look, self.look.tokens
        middle = self.look.pick(62, 53)
        each = (self.width() - 2 * SIDE) * 0.52
        link = LINK if self.width() >= ROOMY else LINK / 3
        for at, step in enumerate((card.first, card.second)):
            left = SIDE + at * each
            paint_step_dot(p, look, left, middle, at + 1, step.state)
            room = (each - link - 20 if not at else self.width() - SIDE - left) - DOT - 10
            said = tokens.accent if step.state == "active" else tokens.text2
            who = step.who if text_width(step.who, look.font("body-strong")) <= room else step.short
            text(p, QRectF(left + DOT + 10, middle - 19, room, 20), who, look.font("body-strong"), tokens.text)
            text(p, QRectF(left + DOT + 10, middle + 1, room, 18), step.said, look.font("caption"), said)
        line = tokens.pos if card.first.state == "done" else tokens.track
        rounded(p, QRectF(SIDE + each - link - 12, middle - 1, link, 2), 1, line)

    def _foot_room(self, card: Card) -> float:
        shown = [button for button in (self.refuse, self.receive) if button.isVisibleTo(self)]
        taken = sum(button.sizeHint().width() + GAP for button in shown)
        if not shown and card.age:
            taken = round(chip_width(self.look, card.age, "clock"))
        return self.width() - 2 * SIDE - taken - 12
