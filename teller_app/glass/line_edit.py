"""The editor inside every well: a real QLineEdit without frame or ground, in the fonts and colours of the look."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPalette, QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from teller_app.glass.look import Look
from teller_app.glass.paint import DISABLED_OPACITY, LEFT, alpha

LENGTH_MAX = 400
"""Characters that an editor takes where nobody says otherwise: the longest text of the contract."""
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]+")
"""Control characters, signs that turn the direction or have no width, halves of characters. A joiner inside an emoji is none of them."""


class Seen(QValidator):
    """What nobody sees does not come in, from wherever it is pasted; breaks of lines become spaces."""

    def validate(self, text: str, place: int) -> object:
        """The text without them, always good."""
        if not _UNSEEN.search(text):
            return QValidator.State.Acceptable, text, place
        return QValidator.State.Acceptable, _cleaned(text), len(_cleaned(text[:place]))


def _cleaned(text: str) -> str:
    return _UNSEEN.sub(lambda found: " " if set(found[0]) & set("\n\t\r\u2028\u2029") else "", text)


class PlainEdit(QLineEdit):
    """``focus_moved(bool)`` tells the painted box around it to show or drop its focus ring."""

    focus_moved = Signal(bool)

    def __init__(
        self, look: Look, role: str = "callout", align: Qt.AlignmentFlag = LEFT, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._role = role
        self.setFrame(False)
        self.setAlignment(align)
        self.setMinimumWidth(10)
        self.setMaxLength(LENGTH_MAX)
        self.setValidator(Seen(self))
        self.setTextMargins(0, 0, 0, 0)
        self._dress()
        look.follow(self._dress)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the box."""
        super().focusInEvent(event)
        self.focus_moved.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the box."""
        super().focusOutEvent(event)
        self.focus_moved.emit(False)

    def _dress(self) -> None:
        tokens = self.look.tokens
        self.setFont(self.look.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        palette.setColor(QPalette.ColorRole.Text, tokens.text)
        palette.setColor(QPalette.ColorRole.PlaceholderText, tokens.text3)
        off = QPalette.ColorGroup.Disabled
        for role, color in ((QPalette.ColorRole.Text, tokens.text), (QPalette.ColorRole.PlaceholderText, tokens.text3)):
            palette.setColor(off, role, alpha(color, DISABLED_OPACITY * color.alphaF()))
        palette.setColor(QPalette.ColorRole.Highlight, alpha(tokens.accent_fill, 0.55 if tokens.dark else 0.28))
        palette.setColor(QPalette.ColorRole.HighlightedText, tokens.text)
        self.setPalette(palette)
