"""Round initials on a gradient whose hue is hashed from a person's number. Source: LOOK section 2, Avatars."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter

from teller_app.glass.look import Look
from teller_app.glass.luminance import luminance
from teller_app.glass.paint import CENTER, alpha, paint_icon, rounded, text, tone
from teller_app.glass.painted import Painted

type Presence = Literal["", "on", "away", "off"]

BADGE = 32
INITIALS_CONTRAST = 4.6
_WHITE = QColor("#FFFFFF")
_PRESENCE = {"on": QColor("#34C98A"), "away": QColor("#F0A93A"), "off": QColor("#8A93A8")}


def hue_of(number: str) -> int:
    """0 to 359, the same for a person on every machine and in every run."""
    return zlib.crc32(number.encode()) % 360


@lru_cache(maxsize=1024)
def _stops(hue: int, dark: bool) -> tuple[QColor, QColor]:
    first = _readable(hue, 0.52, 0.52 if dark else 0.50)
    return first, _readable((hue + 28) % 360, 0.55, 0.38 if dark else 0.40)


def _readable(hue: int, saturation: float, lightness: float) -> QColor:
    """Darken in steps of 1 % until white initials reach 4.6:1."""
    color = QColor.fromHslF(hue / 360, saturation, lightness)
    while contrast_with_white(color) < INITIALS_CONTRAST and lightness > 0.2:
        lightness -= 0.01
        color = QColor.fromHslF(hue / 360, saturation, lightness)
    return color


def contrast_with_white(color: QColor) -> float:
    """Contrast ratio of white on a colour, after WCAG 2.2."""
    return 1.05 / (luminance(color) + 0.05)


@lru_cache(maxsize=32)
def _face(face: QFont, px: int) -> QFont:
    sized = QFont(face)
    sized.setPixelSize(px)
    return sized


def paint_avatar(
    p: QPainter, look: Look, x: float, y: float, side: float, initials: str, number: str, presence: Presence = ""
) -> None:
    """Paint an avatar of ``side`` px with its top left corner at (x, y)."""
    first, second = _stops(hue_of(number), look.dark)
    box = QRectF(x, y, side, side)
    gradient = QLinearGradient(box.topLeft(), box.bottomRight())
    gradient.setColorAt(0, first)
    gradient.setColorAt(1, second)
    rounded(p, box, side / 2, gradient, alpha(_WHITE, 0.22))
    text(p, box, initials, _face(look.font("key"), max(9, round(side * 0.37))), _WHITE, CENTER, False)
    if presence:
        rounded(p, QRectF(box.right() - 10, box.bottom() - 10, 11, 11), 5.5, look.tokens.solid)
        rounded(p, QRectF(box.right() - 8.5, box.bottom() - 8.5, 8, 8), 4, _PRESENCE[presence])


class Avatar(Painted):
    """A person's initials as a widget; ``name`` is read by screen readers, ``presence_words`` too."""

    def __init__(self, look: Look, name: str, initials: str, number: str, side: int = 36) -> None:
        super().__init__(look, name, (side, side))
        self._initials = initials
        self._number = number
        self._presence: Presence = ""
        self._badge = ""

    def set_badge(self, icon: str) -> None:
        """A small amber sign at the lower right; the words beside say what it means."""
        self._badge = icon
        self.update()

    def set_person(self, name: str, initials: str, number: str) -> None:
        """Show somebody else."""
        self.setAccessibleName(name)
        self._initials, self._number = initials, number
        self.update()

    def set_presence(self, presence: Presence, words: str = "") -> None:
        """A dot at the lower right; its meaning is said in words too."""
        self._presence = presence
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def draw(self, p: QPainter) -> None:
        """The circle."""
        side = min(self.width(), self.height())
        paint_avatar(p, self.look, 0, 0, side, self._initials, self._number, self._presence)
        if self._badge:
            fg, soft = tone(self.look.tokens, "warn")
            box = QRectF(side - BADGE - 1, side - BADGE - 1, BADGE, BADGE)
            for fill in (self.look.tokens.solid, soft):
                rounded(p, box, BADGE / 2, fill)
            paint_icon(p, self._badge, round(box.left() + 8), round(box.top() + 8), BADGE - 16, fg, "fill")
