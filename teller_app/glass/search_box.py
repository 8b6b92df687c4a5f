"""The search box of the top bar: it looks like a field, takes focus, and opens the palette."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import keycaps, keycaps_width, paint_icon, text, well
from teller_app.glass.painted_button import PaintedButton


class SearchBox(PaintedButton):
    """``asked`` carries what was typed first ("" when it was clicked or Enter was pressed)."""

    gutter = 4
    asked = Signal(str)

    def __init__(self, look: Look, placeholder: str, keys: str) -> None:
        super().__init__(look, placeholder, (0, 42))
        self._keys = keys
        self.setMaximumWidth(568)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.clicked.connect(lambda: self.asked.emit(""))

    def set_placeholder(self, words: str) -> None:
        """Other words: the compact density has shorter ones."""
        self.setText(words)
        self.setAccessibleName(words)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A typed letter opens the palette with it."""
        typed = event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and typed.isprintable() and typed.strip():
            self.asked.emit(typed)
        else:
            super().keyPressEvent(event)

    def draw(self, p: QPainter) -> None:
        """Well, icon, words, keys."""
        tokens = self.look.tokens
        box = QRectF(self.rect()).adjusted(4, 3, -4, -3)
        well(p, box, tokens, 10, focus=self.hasFocus())
        cy = box.center().y()
        paint_icon(p, "magnifying-glass", box.left() + 11, round(cy - 8), 16, tokens.text2, "bold")
        caps = keycaps_width(self.look, self._keys)
        words = QRectF(box.left() + 37, box.top(), box.width() - 37 - caps - 16, box.height())
        text(p, words, self.text(), self.look.font("body"), tokens.text3)
        keycaps(p, self.look, box.right() - caps - 8, cy, self._keys)
