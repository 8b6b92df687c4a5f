"""Somebody who is asked and can be chosen: face with presence, name, what they are, and whether they have seen it (picture 21)."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QKeyEvent, QPainter

from teller_app.glass.avatar import Presence, paint_avatar
from teller_app.glass.look import Look
from teller_app.glass.paint import chip, chip_width, rounded, text
from teller_app.glass.painted_button import ENTER, PaintedButton

HIGH, SIDE, PAD = 60, 36, 12


class AskedRow(PaintedButton):
    """One of several, of which one is chosen: arrow keys go from one to the next, as among radio buttons."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", (0, HIGH))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._initials = self._number = self._sub = ""
        self._presence: Presence = ""
        self._status: tuple[str, str, str | None] = ("", "mute", None)

    def set_person(self, name: str, initials: str, number: str, sub: str, presence: Presence) -> None:
        """Who it is; ``number`` decides the hue of the face."""
        self.setText(name)
        self.setAccessibleName(name)
        self._initials, self._number, self._sub, self._presence = initials, number, sub, presence
        self._describe()

    def set_status(self, words: str, tone: str, icon: str | None = None) -> None:
        """How far it got with them, in words."""
        self._status = (words, tone, icon)
        self._describe()

    def _describe(self) -> None:
        self.setAccessibleDescription(", ".join(part for part in (self._sub, self._status[0]) if part))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the panel, as in a dialog: who has the focus is chosen already. Space and the arrows choose."""
        if event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def draw(self, p: QPainter) -> None:
        """Selection, face, two lines, chip at the right."""
        look, tokens = self.look, self.look.tokens
        box, middle = QRectF(self.rect()).adjusted(1, 1, -1, -1), self.height() / 2
        if self.isChecked():
            rounded(p, box, 12, tokens.row_sel, tokens.accent_line)
        else:
            self.draw_hover(p, box, 12)
        paint_avatar(p, look, PAD, middle - SIDE / 2, SIDE, self._initials, self._number, self._presence)
        words, tone, icon = self._status
        taken = chip_width(look, words, icon, not icon) if words else 0
        left = PAD + SIDE + 12
        room = self.width() - left - taken - PAD - 8
        text(p, QRectF(left, middle - 19, room, 20), self.text(), look.font("body-strong"), tokens.text)
        text(p, QRectF(left, middle + 1, room, 18), self._sub, look.font("caption"), tokens.text2)
        if words:
            chip(p, look, self.width() - PAD - taken, middle, words, tone, icon, dot=not icon)
        self.draw_ring(p, box, 12)
