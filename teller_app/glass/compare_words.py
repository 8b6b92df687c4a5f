"""Words that two screens must show alike, each in a well of its own (picture 21-device-step)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import CENTER, rounded, text, text_width
from teller_app.glass.painted import Painted

HIGH, GAP, PAD = 56, 8, 8


class CompareWords(Painted):
    """``set_words`` shows others. A screen reader reads them in their order."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, (0, HIGH))
        self._words: tuple[str, ...] = ()

    def words(self) -> tuple[str, ...]:
        """What is shown."""
        return self._words

    def set_words(self, words: Sequence[str]) -> None:
        """The same for the eye and for the ear."""
        if tuple(words) != self._words:
            self._words = tuple(words)
            self.setAccessibleDescription(", ".join(self._words))
            self.update()

    def draw(self, p: QPainter) -> None:
        """Equal wells; a word that is too long for its well is set smaller."""
        look, tokens = self.look, self.look.tokens
        wide = (self.width() - GAP * (len(self._words) - 1)) / max(1, len(self._words))
        for at, word in enumerate(self._words):
            box = QRectF(at * (wide + GAP) + 0.5, 0.5, wide - 1, self.height() - 1)
            rounded(p, box, 12, tokens.well, tokens.well_line)
            fits = text_width(word, look.font("title2")) <= wide - 2 * PAD
            text(p, box, word, look.font("title2" if fits else "callout-strong"), tokens.text, CENTER)
