"""A field whose letters nobody sees, and which says so when they come out in the other case because Caps Lock is on.

No toolkit tells the state of that key on every system (X11, Wayland, Windows, macOS), but a letter does: a capital without Shift, or a
small one with it. So the field knows from the first letter on, without asking the system for anything.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit

from teller_app.glass.field import GUTTER, Field
from teller_app.glass.look import Look
from teller_app.glass.paint import paint_icon, text, tone
from teller_app.i18n.text import Texts


def caps_after(known: bool | None, key: int, typed: str, shift: bool) -> bool | None:
    """Whether Caps Lock is on once this key is down; None while nothing has told. Letters without a case tell nothing."""
    if key == Qt.Key.Key_CapsLock:
        return None if known is None else not known
    if len(typed) != 1 or typed.upper() == typed.lower():
        return known
    return typed.isupper() != shift


class PasswordField(Field):
    """``caps`` is whether Caps Lock is on, None while that is not known: it may have changed while the keyboard was elsewhere."""

    def __init__(self, look: Look, texts: Texts, label: str) -> None:
        super().__init__(look, label, icon="lock")
        self.caps: bool | None = None
        self._words = texts("sign_in.caps_lock")
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys are only looked at."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.isAutoRepeat():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._know(caps_after(self.caps, event.key(), event.text(), shift))
        elif event.type() == QEvent.Type.FocusOut:
            self._know(None)
        return super().eventFilter(watched, event)

    def _know(self, caps: bool | None) -> None:
        self.caps = caps
        self.set_hint(self._words if caps else "")

    def _draw_below(self, p: QPainter) -> None:
        if self._error or not self.caps:
            super()._draw_below(p)
            return
        line: QRectF = self._below_box()
        color, _ = tone(self.look.tokens, "warn")
        paint_icon(p, "warning", GUTTER, round(line.center().y() - 6), 13, color, "fill")
        text(p, line.adjusted(17, 0, 0, 0), self._hint, self.look.font("caption"), color)
