"""A status in words on a soft fill: never a bare dot, never colour alone. Source: LOOK 6."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import chip, chip_width
from teller_app.glass.painted import Painted

HEIGHT = 22


class StatusChip(Painted):
    """``tone_name`` is pos, neg, warn, info, accent, mute or gold; without an icon a dot stands before the words."""

    def __init__(self, look: Look, words: str, tone_name: str = "mute", icon: str | None = None) -> None:
        self._words = words
        self._tone = tone_name
        self._icon = icon
        super().__init__(look, words, (1, HEIGHT))

    def words(self) -> str:
        """What it says."""
        return self._words

    def set_status(self, words: str, tone_name: str, icon: str | None = None) -> None:
        """Say something else."""
        if (words, tone_name, icon) == (self._words, self._tone, self._icon):
            return
        self._words, self._tone, self._icon = words, tone_name, icon
        self.setAccessibleName(words)
        self.refresh()

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        width = chip_width(self.look, self._words, self._icon, not self._icon)
        return QSize(round(width + 0.5), self.look.grown(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """A status is never cut."""
        return self.sizeHint()

    def draw(self, p: QPainter) -> None:
        """The chip."""
        middle = self.height() / 2
        height = self.look.grown(HEIGHT)
        chip(p, self.look, 0, middle, self._words, self._tone, self._icon, not self._icon, height)
