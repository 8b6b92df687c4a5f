"""A person in a list: face with presence, two lines, a state in words, a figure (pictures 11 and 27)."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from teller_app.glass.avatar import Presence, paint_avatar
from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT, chip, chip_width, text, text_width
from teller_app.glass.painted import Painted

HIGH = 56
SIDE = 36
STATUS_AT = 0.44


class PersonLine(Painted):
    """``number`` (of staff or customer) decides the hue. Everything shown is read out."""

    def __init__(self, look: Look, name: str, initials: str, number: str, sub: str) -> None:
        super().__init__(look, name, (0, HIGH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self._name, self._initials, self._number, self._sub = name, initials, number, sub
        self._presence: Presence = ""
        self._status: tuple[str, str, str | None, bool] = ("", "mute", None, False)
        self._figure: tuple[str, str] = ("", "text")
        self._ruled = True
        self._describe()

    def set_presence(self, presence: Presence) -> None:
        """The dot at the face."""
        self._presence = presence
        self.update()

    def set_status(self, words: str, tone: str, icon: str | None = None, below: bool = False) -> None:
        """The state in words; ``below`` puts it under the figure."""
        self._status = (words, tone, icon, below)
        self._describe()

    def set_figure(self, figure: str, color: str = "text") -> None:
        """The figure at the right; ``color`` text2 where it is not of now."""
        self._figure = (figure, color)
        self._describe()

    def set_ruled(self, ruled: bool) -> None:
        """Whether a line parts it from the next."""
        self._ruled = ruled
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(", ".join(part for part in (self._sub, self._status[0], self._figure[0]) if part))
        self.update()

    def draw(self, p: QPainter) -> None:
        """Face, lines, chip, figure, rule."""
        look, tokens, wide = self.look, self.look.tokens, self.width()
        middle = self.height() / 2
        paint_avatar(p, look, 0, middle - SIDE / 2, SIDE, self._initials, self._number, self._presence)
        words, tone, icon, below = self._status
        figure, color = self._figure
        figure_wide = text_width(figure, look.font("body-strong"))
        room = (wide * STATUS_AT if words and not below else wide - figure_wide - 24) - SIDE - 24
        if below and words:
            room = wide - max(figure_wide, chip_width(look, words, icon, not icon)) - SIDE - 36
        text(p, QRectF(SIDE + 12, middle - 19, room, 20), self._name, look.font("body-strong"), tokens.text)
        text(p, QRectF(SIDE + 12, middle + 1, room, 18), self._sub, look.font("caption"), tokens.text2)
        if words:
            x = wide - chip_width(look, words, icon, not icon) if below else wide * STATUS_AT
            chip(p, look, x, middle + (12 if below else 0), words, tone, icon, dot=not icon)
        box = QRectF(0, middle - (24 if below else 10), wide, 20)
        text(p, box, figure, look.font("body-strong"), getattr(tokens, color), RIGHT, False)
        if self._ruled:
            p.fillRect(QRectF(SIDE + 12, self.height() - 1, wide - SIDE - 12, 1), tokens.sep)
