"""A window comes back where it was, on the screen where it was; never where nobody could see or grab it.

A screen that is unplugged, or switched off, gives its windows to one that is there; when it is back they go back, unless somebody
moved them meanwhile. Window managers leave a window hanging over the edge, and some leave it where nothing is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
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


def fitted(rect: QRect, area: QRect) -> QRect:
    """The rectangle wholly inside the area, moved and shrunk as little as that takes."""
    size = rect.size().boundedTo(area.size())
    x = min(max(rect.x(), area.x()), area.x() + area.width() - size.width())
    y = min(max(rect.y(), area.y()), area.y() + area.height() - size.height())
    return QRect(QPoint(x, y), size)


class WindowPlace(QObject):
    """Follows one window under a name. ``restore`` before it is shown; ``save`` is called by itself after each move.

    While its screen is away (``away`` names it) nothing is remembered: where it stands meanwhile nobody chose.
    """

    def __init__(self, window: QWidget, memory: Memory, name: str) -> None:
        super().__init__(window)
        self._window, self._memory, self._name = window, memory, name
        self.away = ""
        self._stands: QRect | None = None
        self._gather = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._settled)
        window.installEventFilter(self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._screen_gone)
            app.screenAdded.connect(self._screen_back)

    def restore(self) -> bool:
        """Lay the window where it was; False where there is no such place any more."""
        known = self._memory.now.windows.get(self._name, Windows())
        screens = {screen.name(): screen.availableGeometry() for screen in QGuiApplication.screens()}
        found = chosen_place(known, screens, self._window.minimumSize())
        if found is None:
            return False
        self._lay(*found)
        return True

    def _lay(self, rect: QRect, maximized: bool) -> None:
        window = self._window
        if window.isVisible() and window.isMaximized():
            # One that fills a screen goes to no other: it has to let go first.
            window.showNormal()
        window.setGeometry(rect)
        if maximized:
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)

    def save(self) -> None:
        """Remember where the window is. A minimized or hidden one is nowhere, one whose screen is away only visits."""
        window = self._window
        if not window.isVisible() or window.isMinimized():
            return
        if self.away and self._stands in (None, window.geometry()):
            return
        # Somebody moved it since: there it belongs now.
        self.away = ""
        screen = window.screen().name()
        filled = window.isMaximized() or window.isFullScreen()
        rect = window.normalGeometry() if filled else window.geometry()
        place = Place(rect.x(), rect.y(), rect.width(), rect.height(), filled)
        windows = self._memory.now.windows
        known = windows.get(self._name, Windows())
        kept = msgspec.structs.replace(known, screen=screen, places={**known.places, screen: place})
        self._memory.keep(windows={**windows, self._name: kept})

    def _screen_gone(self, screen: QScreen) -> None:
        if not self.away and self._window.screen().name() == screen.name():
            self.away, self._stands = screen.name(), None
        self._gather = True
        # Then Qt and the window manager have moved what they move by themselves.
        self._settle.start()

    def _screen_back(self, screen: QScreen) -> None:
        if screen.name() == self.away and self._stands in (None, self._window.geometry()):
            self.away = ""
            QTimer.singleShot(0, self, self.restore)

    def _settled(self) -> None:
        """The hand rests, or the screens do."""
        if self._gather:
            self._gather = False
            if self._bring_in():
                self._settle.start()
                return
        if self.away and self._stands is None:
            self._stands = self._window.geometry()
        self.save()

    def _bring_in(self) -> bool:
        """Lay it on a screen where it is on none, or where its own is away and it hangs over an edge. True where it was moved."""
        window = self._window
        areas = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        here, frame = window.geometry(), window.frameGeometry()
        whole = window.isMaximized() or window.isFullScreen() or any(area.contains(frame) for area in areas)
        if visible_rect(here, areas, window.minimumSize()) is not None and (whole or not self.away):
            return False
        inside = fitted(frame, QGuiApplication.primaryScreen().availableGeometry())
        rims = here.topLeft() - frame.topLeft(), frame.bottomRight() - here.bottomRight()
        self._lay(QRect(inside.topLeft() + rims[0], inside.bottomRight() - rims[1]), window.isMaximized())
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember once the hand rests, and at once when the window closes."""
        if event.type() in _WATCHED:
            self._settle.start()
        elif event.type() == QEvent.Type.Close:
            self.save()
        return False
