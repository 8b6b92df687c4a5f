"""The editor inside every well: a real QLineEdit without frame or ground, in the fonts and colours of the look."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from teller_app.glass.look import Look
from teller_app.glass.paint import DISABLED_OPACITY, LEFT, alpha


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
