"""Notices that nobody is there: a timer that every key, click and movement of the mouse starts again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleTimer(QObject):
    """``idle`` after ``seconds`` without a sign of life. It watches the native window, where every input passes once."""

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)

    def watch(self, window: QWindow) -> None:
        """Follow this window's input."""
        window.removeEventFilter(self)
        window.installEventFilter(self)

    def start(self, seconds: float) -> None:
        """Run; 0 or less never fires."""
        self._timer.stop()
        if seconds > 0:
            self._timer.start(round(seconds * 1000))

    def stop(self) -> None:
        """Nobody is signed in, or the window is locked already."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start again."""
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self._timer.start()
        return False
