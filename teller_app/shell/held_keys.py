"""A key that is held down acts once, also where the window system calls each of its repeats a new press.

X11 sends a release and a press for every repeat of a held key, and Qt knows them for repeats only where both have arrived when it reads
the first. On a busy machine they have not: then a hand that rests on F9 opens a drawer, begins its close and confirms the empty count.
Both halves carry one time stamp, which no finger can do.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow

_PRESSES = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def acts(key: int, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether a press does something, rather than write a letter or move the caret."""
    return Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35 or key in _ENDS or bool(modifiers & _WITH)


class HeldKeys(QObject):
    """Takes such repeats out of the native windows that it watches, before they become shortcuts or presses of a button."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._released = (0, 0)

    def watch(self, window: QWindow) -> None:
        """From now on for this window, too."""
        window.removeEventFilter(self)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True for a repeat: it goes no further."""
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._released = (event.key(), event.timestamp())
        elif event.type() in _PRESSES and isinstance(event, QKeyEvent):
            known = (event.key(), event.timestamp())
            if known == self._released and acts(event.key(), event.modifiers()):
                # An override that is accepted is looked up among the shortcuts no more.
                event.accept()
                return True
        return False
