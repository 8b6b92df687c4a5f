"""The search box of the top bar: it looks like a field, takes focus, and opens the palette."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from teller_app.glass.look import Look
from teller_app.glass.paint import keycaps, keycaps_width, paint_icon, text, text_width, well
from teller_app.glass.painted_button import PaintedButton

ICON_ONLY = 46


class SearchBox(PaintedButton):
    """``asked`` carries what was typed first ("" when it was clicked or Enter was pressed)."""

    gutter = 4
    asked = Signal(str)

    def __init__(self, look: Look, placeholder: str, keys: str) -> None:
        super().__init__(look, placeholder, (0, 42))
        self._keys = keys
        self._widest, self._icon_only = 568, False
        self.setMaximumWidth(self._widest)
        self.setToolTip(f"{placeholder} ({keys.replace(' ', '+')})")
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.clicked.connect(lambda: self.asked.emit(""))

    def set_placeholder(self, words: str) -> None:
        """Other words: the compact density has shorter ones."""
        self.setText(words)
        self.setAccessibleName(words)
        self.update()

    def wanted_width(self) -> int:
        """Wide enough for its words."""
        caps = keycaps_width(self.look, self._keys)
        return round(text_width(self.text(), self.look.font("body")) + caps + 37 + 16 + 10)

    def set_widest(self, width: int) -> None:
        """The most it takes where there is room."""
        self._widest = width
        self.setMaximumWidth(ICON_ONLY if self._icon_only else width)

    def set_icon_only(self, on: bool) -> None:
        """A square with the icon, where there is no room for words."""
        self._icon_only = on
        self.setMaximumWidth(ICON_ONLY if on else self._widest)
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
        if self._icon_only:
            at = round(box.center().x() - 8)
            paint_icon(p, "magnifying-glass", at, round(box.center().y() - 8), 16, tokens.text2, "bold")
            return
        paint_icon(p, "magnifying-glass", box.left() + 11, round(cy - 8), 16, tokens.text2, "bold")
        caps = keycaps_width(self.look, self._keys)
        words = QRectF(box.left() + 37, box.top(), box.width() - 37 - caps - 16, box.height())
        text(p, words, self.text(), self.look.font("body"), tokens.text3)
        keycaps(p, self.look, box.right() - caps - 8, cy, self._keys)
