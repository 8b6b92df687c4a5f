"""One of the signatures under a paper that two sign: the role, whether it was signed, the name on its line, when and how (picture 10)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import chip, chip_width, rounded, text, text_width
from teller_app.glass.painted import Painted
from teller_app.glass.signature import ink_of, inked
from teller_app.glass.type import line_height
from teller_app.glass.wrap import wrapped

HIGH, SIDE = (168, 112), (14, 10)
LEAST = 26
"""Height in px from which a hand can be told from a smudge."""
SIGNS = {"pos": "check", "warn": "clock-countdown", "neg": "x"}


class SignedTile(Painted):
    """``set_signature`` shows it. Who has signed stands on the line in a hand that leans, or as they drew it on a pad (``set_ink``); a line
    that waits is empty.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", (0, HIGH[0]))
        self._role = self._name = self._said = ""
        self._status: tuple[str, str] = ("", "warn")
        self._ink: QImage | None = None
        self.line = QRectF()
        """Where the hand stands, as it was painted last."""

    def set_signature(self, role: str, name: str, said: str, words: str, tone: str) -> None:
        """Whose it is and what they are here, how and when, and the state in words; all of it is read out."""
        shown = (role, name, said, (words, tone))
        if shown == (self._role, self._name, self._said, self._status):
            return
        self._role, self._name, self._said, self._status = shown
        self.setAccessibleName(role)
        self.setAccessibleDescription(", ".join(part for part in (name, words, said) if part))
        self.update()

    @property
    def drawn(self) -> bool:
        """Whether a hand is shown."""
        return self._ink is not None

    def set_ink(self, image: QImage | None) -> None:
        """What they drew, dark on nothing; None for nothing."""
        self._ink = image
        self.update()

    def sizeHint(self) -> QSize:
        """168 high, 112 compact."""
        return QSize(0, self.look.grown(self.look.pick(*HIGH)))

    def minimumSizeHint(self) -> QSize:
        """Never lower."""
        return QSize(140, self.sizeHint().height())

    def draw(self, p: QPainter) -> None:
        """Well, role and chip, the line with the name on it, who and how."""
        look, tokens = self.look, self.look.tokens
        box = QRectF(self.rect())
        rounded(p, box, 12, tokens.well, tokens.well_line)
        side = look.pick(*SIDE)
        room = box.width() - 2 * side
        words, tone = self._status
        text(p, QRectF(side, 9, room, 18), self._role, look.font("caption-medium"), tokens.text2)
        wide = chip_width(look, words, SIGNS[tone])
        beside = text_width(self._role, look.font("caption-medium")) + 8 + wide <= room
        # At the end of the role's line, as pictured; below it where the tile is too narrow for both.
        chip(p, look, box.width() - side - wide if beside else side, 19 if beside else 39, words, tone, SIGNS[tone])
        small = look.font("caption")
        lines = wrapped(self._said, small, room, 2)
        step = line_height(small)
        low = box.bottom() - 8 - step * len(lines)
        for at, line in enumerate(lines):
            text(p, QRectF(side, low + at * step, room, step), line, small, tokens.text2)
        text(p, QRectF(side, low - 20, room, 20), self._name, look.font("body-strong"), tokens.text)
        top = look.pick(34, 31) if beside else 54
        self.line = QRectF(side, top, room, max(0.0, low - 24 - top))
        if self.line.height() >= LEAST:
            self._line(p, self.line, tone == "pos")

    def _line(self, p: QPainter, box: QRectF, signed: bool) -> None:
        p.fillRect(QRectF(box.left(), box.bottom() - 6, box.width(), 1), self.look.tokens.sep)
        if self._ink is not None:
            self._strokes(p, box, self._ink)
            return
        if not signed:
            return
        hand = QFont(self.look.font("title2"))
        hand.setItalic(True)
        while text_width(self._name, hand) > box.width() and hand.pixelSize() > 12:
            hand.setPixelSize(hand.pixelSize() - 1)
        text(p, box.adjusted(0, 0, 0, -4), self._name, hand, self.look.tokens.accent, elide=False)

    def _strokes(self, p: QPainter, box: QRectF, image: QImage) -> None:
        room = box.adjusted(0, 0, 0, -2)
        size = image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        # Made small before it is painted: the painter leaves out pixels, and thin strokes fall into dots.
        small = inked(image, ink_of(self.look)).scaled(
            size * self.devicePixelRatioF(),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        p.drawImage(place, small)
