"""Whether the counted cash equals the amount, said in words, pieces and a figure. Source: LOOK 6, DenominationGrid."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import RIGHT, alpha, paint_icon, rounded, text, text_width, tone
from teller_app.glass.painted import Painted

HEIGHTS = (46, 34)
RADIUS = 12
# State: tone and icon. Colour never speaks alone.
STATES = {
    "idle": ("mute", "coins"),
    "counting": ("warn", "warning"),
    "matches": ("pos", "check-circle"),
    "refused": ("neg", "warning-circle"),
    "total": ("accent", ""),
}


class MatchBar(Painted):
    """``show_state`` says it all: state, words, pieces ("67 pieces") and figure ("GH₵ 4,865.50")."""

    def __init__(self, look: Look, words: str = "", large: bool = False) -> None:
        super().__init__(look, words, (0, HEIGHTS[1]))
        self._state = "idle"
        self._words = words
        self._pieces = ""
        self._figure = ""
        self._large = large

    @property
    def state(self) -> str:
        """One of STATES."""
        return self._state

    def words(self) -> str:
        """What it says."""
        return self._words

    def show_state(self, state: str, words: str, pieces: str = "", figure: str = "") -> None:
        """Say something else. Raises KeyError for an unknown state."""
        _ = STATES[state]
        if (state, words, pieces, figure) == (self._state, self._words, self._pieces, self._figure):
            return
        self._state, self._words, self._pieces, self._figure = state, words, pieces, figure
        self.setAccessibleName(words)
        self.setAccessibleDescription(" · ".join(part for part in (pieces, figure) if part))
        self.update()

    def set_large(self, large: bool) -> None:
        """Higher, with a larger figure, where there is room for a panel's total."""
        if large != self._large:
            self._large = large
            self.refresh()

    def sizeHint(self) -> QSize:
        """46 high (34 compact), 56 (40) when it carries a panel's total."""
        return QSize(0, self.look.grown(self.look.pick(56, 40) if self._large else self.look.pick(*HEIGHTS)))

    def draw(self, p: QPainter) -> None:
        """Fill, icon, words, pieces, figure."""
        tone_name, icon = STATES[self._state]
        tokens = self.look.tokens
        fg, soft = tone(tokens, tone_name)
        box = QRectF(self.rect())
        if tone_name == "mute":
            rounded(p, box, RADIUS, tokens.secondary, tokens.fill_line)
        else:
            rounded(p, box, RADIUS, soft, alpha(fg, 0.30))
        middle = box.center().y()
        left = box.left() + 16
        if icon:
            paint_icon(p, icon, left, round(middle - 9), 18, fg, "fill")
            left += 28
        face = self.look.font("title2" if self._large else "callout-strong")
        right = box.right() - 16
        text(p, QRectF(left, box.top(), right - left, box.height()), self._figure, face, tokens.text, RIGHT)
        right -= text_width(self._figure, face) + 14
        strong, quiet = self.look.font("body-strong"), self.look.font("caption-medium")
        if self._large:
            text(p, QRectF(left, box.top(), right - left, box.height()), self._words, strong, tokens.text)
            left += text_width(self._words, strong) + 24
            # The number of pieces is the least of what the bar says, and it is read out in any case.
            if left + text_width(self._pieces, quiet) <= right:
                text(p, QRectF(left, box.top(), right - left, box.height()), self._pieces, quiet, tokens.text2)
            return
        beside = right - text_width(self._pieces, quiet) - 14
        if left + text_width(self._words, strong) <= beside:
            text(p, QRectF(left, box.top(), right - left, box.height()), self._pieces, quiet, tokens.text2, RIGHT)
            right = beside
        text(p, QRectF(left, box.top(), right - left, box.height()), self._words, strong, tokens.text)
