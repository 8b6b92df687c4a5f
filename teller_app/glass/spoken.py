"""Painted words as a screen reader finds them: a label in the tree, related to the control that it is about."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget


class Spoken(QLabel):
    """Stands over words that its parent paints, and paints nothing itself.

    ``about`` is the control beside it, a child of the same parent: Qt tells each of them of the other (label and
    labelled), and looks for labels among a control's brothers only. Qt lets nobody but itself give a text field a
    relation, and a label is the one it gives; so the sentence that says what is wrong is such a label as well.
    """

    def __init__(self, parent: QWidget, about: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._about = about
        self.hide()

    def say(self, words: str) -> None:
        """Other words; without any there is nothing to be found."""
        if words != self.accessibleName():
            # A label takes an ampersand for the sign of a key, so the name carries the words and the text only counts.
            self.setText(words.replace("&", "&&"))
            self.setAccessibleName(words)
            self.setBuddy(self._about if words else None)  # type: ignore[arg-type]
            self.setVisible(bool(words))

    def stand(self, at: QRectF) -> None:
        """Where the words are painted, in the parent."""
        self.setGeometry(at.toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The parent has painted them."""
