"""A person at the real window: presses keys, reads what is shown, takes pictures. Calls no method of any room."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

WAIT_S = 60.0


class Stuck(Exception):
    """What should have appeared did not."""


def rest(ms: int) -> None:
    """Let the window live for a while. A real event loop, because it lets the app's other threads run meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


class Fingers:
    """Keys go to whatever has the focus, as they would from a keyboard."""

    def __init__(self, window: QWidget, pictures: Path) -> None:
        self.window, self.pictures = window, pictures
        pictures.mkdir(parents=True, exist_ok=True)
        self.keys = 0
        self._shots = 0
        self.tidy: Callable[[], None] = lambda: None

    def focus(self) -> QWidget:
        """The widget that hears the keyboard."""
        return QApplication.focusWidget() or self.window

    def type(self, text: str) -> None:
        """Letters and digits, one by one."""
        for letter in text:
            QTest.keyClicks(self.focus(), letter)
            self.keys += 1

    def press(self, *keys: str) -> None:
        """Named keys: ``F9``, ``Return``, ``Ctrl+P``."""
        for key in keys:
            combined = QKeySequence(key)[0]
            QTest.keyClick(self.focus(), combined.key(), combined.keyboardModifiers())
            self.keys += 1
            rest(1)

    def until(self, what: str, true: Callable[[], bool], wait_s: float = WAIT_S) -> None:
        """Let the window live until it shows something. Raises Stuck."""
        end = time.monotonic() + wait_s
        while not true():
            if time.monotonic() > end:
                self.shot("stuck")
                raise Stuck(f"{what} did not come within {wait_s:.0f} s; {self.seen()}")
            rest(5)

    def seen(self) -> str:
        """What holds the focus and every word that the window shows: what somebody who is stuck would read out."""
        words = [part.text() for part in self.window.findChildren(QLabel) if part.isVisible() and part.text()]
        return f"focus on {self.focus().accessibleName() or self.focus().metaObject().className()}; {' | '.join(words)}"

    def shot(self, name: str) -> Path:
        """A picture of the window, after ``tidy`` has made it ready for one."""
        self.tidy()
        rest(60)
        self._shots += 1
        path = self.pictures / f"{self._shots:02d}-{name}.png"
        self.window.grab().save(str(path))
        return path

    def clear(self) -> None:
        """Empty the field that has the focus."""
        QTest.keyClick(self.focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(self.focus(), Qt.Key.Key_Delete)

    def draw(self, widget: QWidget, *strokes: list[tuple[float, float]]) -> None:
        """Strokes with the mouse; places are shares of the widget's width and height."""
        for stroke in strokes:
            places = [QPoint(round(x * widget.width()), round(y * widget.height())) for x, y in stroke]
            QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=places[0])
            for place in places[1:]:
                QTest.mouseMove(widget, place)
            QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=places[-1])
            rest(1)
