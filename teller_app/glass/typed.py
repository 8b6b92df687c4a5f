"""Letters typed quickly one after another, as one word: for jumping to a row."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 900


class Typed(QObject):
    """Forgets after a pause."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._letters = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.clear)

    def add(self, letter: str) -> str:
        """All letters since the last pause, casefolded. The same letter again and again stays one letter."""
        self._letters += letter.casefold()
        if len(set(self._letters)) == 1:
            self._letters = self._letters[0]
        self._pause.start()
        return self._letters

    def clear(self) -> None:
        """Begin a new word."""
        self._letters = ""
