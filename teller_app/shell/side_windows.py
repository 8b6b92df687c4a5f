"""Rooms in windows of their own: the manager's console on a second screen while the counter stays on the first.

A room has one view and one model, so it is in one window at a time: it moves out, and comes back when its window closes.
Locking and signing out take every window, because each shows names and figures; who signs in again finds theirs where they left them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from teller_app.glass.button import GlassButton
from teller_app.glass.labels import Text
from teller_app.glass.look import Look
from teller_app.glass.panel import GlassPanel
from teller_app.glass.window import GlassWindow
from teller_app.i18n.text import Texts
from teller_app.shell.instance import bring_forward
from teller_app.shell.memory import Memory
from teller_app.shell.navigation import Navigation, Room
from teller_app.shell.room_holder import RoomHolder
from teller_app.shell.shortcuts import key_of
from teller_app.shell.window_place import WindowPlace

SMALLEST = QSize(600, 400)
FIRST = QSize(1280, 800)


class SideWindow(GlassWindow):
    """One room with a bar above it. ``closed`` carries the room's name before the window goes."""

    closed = Signal(str)

    def __init__(self, look: Look, texts: Texts, room: Room) -> None:
        super().__init__(look)
        self.room = room
        title = texts(room.manifest.title)
        self.setWindowTitle(texts("shell.side_window", room=title))
        self.setMinimumSize(SMALLEST)
        self.resize(FIRST)
        self.back = GlassButton(look, texts("shell.bring_back"), "ghost", "arrow-u-up-left", key_of("window"))
        self.back.clicked.connect(self.close)
        bar = GlassPanel(look, None, radius=16, padding=0)
        bar.setAccessibleName(title)
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 8, 0)
        row.addWidget(Text(look, title, "title3"))
        row.addStretch(1)
        row.addWidget(self.back)
        bar.body.add_row(row, 1, inset=False)
        bar.setFixedHeight(look.pick(60, 50))
        self.holder = RoomHolder(look, room.widget)
        column = QVBoxLayout(self)
        gap = look.pick(12, 8)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addWidget(bar)
        column.addWidget(self.holder, 1)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The room goes back first: a widget dies with the window that holds it."""
        super().closeEvent(event)
        self.holder.takeWidget()
        self.closed.emit(self.room.manifest.name)


class SideWindows(QObject):
    """The side windows of one main window."""

    def __init__(self, look: Look, texts: Texts, main: QWidget, memory: Memory) -> None:
        super().__init__(main)
        self._look, self._texts, self._main, self._memory = look, texts, main, memory
        self._nav: Navigation | None = None
        self._person = ""
        self._leaving = False
        self.open: dict[str, SideWindow] = {}
        self.shown: Callable[[QWindow], None] = lambda handle: None
        """Told of each window that opens: work in it is a sign of life too."""

    def serve(self, nav: Navigation | None, person: str = "") -> None:
        """Somebody's rooms, or nobody's: then every side window closes. What this person left apart is apart again."""
        self.close_all()
        self._person = person
        if self._nav is not None:
            self._nav.elsewhere.disconnect(self.raise_room)
        self._nav = nav
        if nav is not None:
            nav.elsewhere.connect(self.raise_room)
            if self._apart():
                QTimer.singleShot(0, self, self._reopen)

    def _reopen(self) -> None:
        for name in self._apart():
            if self._nav is not None and name in self._nav.here:
                self.move_out(name, at_once=False)
        # Some window systems give it to whatever is shown last.
        self._main.activateWindow()

    def _apart(self) -> tuple[str, ...]:
        return self._memory.now.apart.get(self._person, ()) if self._person else ()

    def _keep_apart(self) -> None:
        """Rooms that this person has no right to any more are forgotten with the next change."""
        if self._person and not self._leaving:
            self._memory.keep(apart={**self._memory.now.apart, self._person: tuple(self.open)})

    def toggle(self) -> bool:
        """Move the room that one is in into a window of its own, or bring back the one whose window is active."""
        active = self.active()
        if active is not None:
            return active.close()
        room = self._nav.current if self._nav else None
        return room is not None and self.move_out(room.manifest.name)

    def move_out(self, name: str, at_once: bool = True) -> bool:
        """Open a room's own window; False where the room will not be left or is the only one. Only ``at_once`` it takes the keyboard."""
        room = self._nav.detach(name) if self._nav else None
        if room is None:
            return False
        side = SideWindow(self._look, self._texts, room)
        place = WindowPlace(side, self._memory, f"room:{name}")
        if not place.restore():
            side.setGeometry(self._first_place())
        side.closed.connect(self._came_back)
        self.open[name] = side
        self._keep_apart()
        side.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not at_once)
        side.show()
        room.widget.show()
        handle = side.windowHandle()
        if handle is not None:
            self.shown(handle)
        if at_once:
            room.view.enter()
        return True

    def active(self) -> SideWindow | None:
        """The side window that has the keyboard."""
        window = QApplication.activeWindow()
        return window if isinstance(window, SideWindow) and window in self.open.values() else None

    def raise_room(self, name: str) -> None:
        """Show a room's own window."""
        if name in self.open:
            bring_forward(self.open[name])

    def cover(self, covered: bool) -> None:
        """Locked: no side window is seen. Unlocked: they are where they were."""
        for side in self.open.values():
            side.setVisible(not covered)

    def close_all(self) -> None:
        """Every room goes back to the main window, and comes apart again when its person is back."""
        self._leaving = True
        for side in tuple(self.open.values()):
            side.close()
        self._leaving = False

    def _came_back(self, name: str) -> None:
        side = self.open.pop(name, None)
        self._keep_apart()
        if self._nav is not None:
            self._nav.attach(name)
        if side is not None:
            side.deleteLater()

    def _first_place(self) -> QRect:
        """The middle of another screen where there is one, else beside the main window's corner."""
        here = self._main.screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not here]
        area = (others[0] if others else here).availableGeometry()
        size = FIRST.boundedTo(area.size())
        rect = QRect(area.topLeft(), size)
        rect.moveCenter(area.center())
        return rect
