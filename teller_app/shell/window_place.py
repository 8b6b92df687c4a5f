"""A window comes back where it was, on the screen where it was; never where nobody could see or grab it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from teller_app.shell.memory import Memory, Place, Windows

SETTLE_MS = 400
TITLE_HIGH = 32
GRIP = 120
"""So much of the strip at the top must lie on a screen: by it a person takes hold of a window."""
_WATCHED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange)


def visible_rect(wish: QRect, screens: Sequence[QRect], smallest: QSize) -> QRect | None:
    """The wish, no larger than its screen; None where its upper edge is on none of the screens."""
    strip = QRect(wish.x(), wish.y(), wish.width(), TITLE_HIGH)
    for screen in screens:
        part = strip.intersected(screen)
        if part.width() >= min(GRIP, wish.width()) and part.height() >= TITLE_HIGH // 2:
            size = wish.size().expandedTo(smallest).boundedTo(screen.size())
            return QRect(wish.topLeft(), size)
    return None


def chosen_place(known: Windows, screens: Mapping[str, QRect], smallest: QSize) -> tuple[QRect, bool] | None:
    """Where a window should open, and whether maximized: the screen it was on last first. None: wherever it likes."""
    order = sorted(known.places, key=lambda name: name != known.screen)
    for name in order:
        place = known.places[name]
        if name not in screens:
            # Its screen is unplugged. What lay there would be off the desktop, or over another window's place.
            continue
        rect = visible_rect(QRect(place.x, place.y, place.width, place.height), list(screens.values()), smallest)
        if rect is not None:
            return rect, place.maximized
    return None


class WindowPlace(QObject):
    """Follows one window under a name. ``restore`` before it is shown; ``save`` is called by itself after each move."""

    def __init__(self, window: QWidget, memory: Memory, name: str) -> None:
        super().__init__(window)
        self._window, self._memory, self._name = window, memory, name
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.save)
        window.installEventFilter(self)

    def restore(self) -> bool:
        """Lay the window where it was; False where there is no such place any more."""
        known = self._memory.now.windows.get(self._name, Windows())
        screens = {screen.name(): screen.availableGeometry() for screen in QGuiApplication.screens()}
        found = chosen_place(known, screens, self._window.minimumSize())
        if found is None:
            return False
        rect, maximized = found
        self._window.setGeometry(rect)
        if maximized:
            self._window.setWindowState(self._window.windowState() | Qt.WindowState.WindowMaximized)
        return True

    def save(self) -> None:
        """Remember where the window is. A minimized or hidden one is nowhere."""
        window = self._window
        if not window.isVisible() or window.isMinimized():
            return
        screen = window.screen().name()
        filled = window.isMaximized() or window.isFullScreen()
        rect = window.normalGeometry() if filled else window.geometry()
        place = Place(rect.x(), rect.y(), rect.width(), rect.height(), filled)
        windows = self._memory.now.windows
        known = windows.get(self._name, Windows())
        kept = msgspec.structs.replace(known, screen=screen, places={**known.places, screen: place})
        self._memory.keep(windows={**windows, self._name: kept})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember once the hand rests, and at once when the window closes."""
        if event.type() in _WATCHED:
            self._settle.start()
        elif event.type() == QEvent.Type.Close:
            self.save()
        return False
