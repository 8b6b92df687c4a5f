"""A desk with two real screens, one of which is pulled out and put back while windows lie on it: what became of each.

A process of its own, because Qt chooses its platform once. ``python -m tests.teller_app.shell.unplugging FOLDER`` on the X screen
that DISPLAY names prints what it saw as one line of JSON: by moment and window the screen, the rectangle with its frame, and whether
it fills the screen.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from teller_app.build import qt_application
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.shell.memory import Memory
from teller_app.shell.navigation import Navigation
from teller_app.shell.side_windows import SideWindows
from teller_app.shell.window_place import SETTLE_MS, WindowPlace
from tests.demo.fingers import rest
from tests.support.x_screens import plug_in, pull_out
from tests.teller_app.shell.rooms import APPROVALS, COUNTER, JOURNAL, room, window

LEFT, RIGHT = (0, 1600, 900), (1600, 1000, 900)
PATIENCE_S = 60.0


def lies(one: QWidget) -> QRect:
    """Where a window is with its frame. One that fills its screen has none, and when Qt hears of that is the window manager's."""
    return one.geometry() if one.isMaximized() else one.frameGeometry()


class Desk:
    """The main window on the left screen, and what stands on the right one."""

    def __init__(self, folder: Path) -> None:
        look = Look(reduced_motion=True)
        self.memory = Memory(folder)
        self.main = window(look, (1500, 800))
        self.place = WindowPlace(self.main, self.memory, "main")
        self.nav = Navigation([room(look, one) for one in (COUNTER, JOURNAL, APPROVALS)], look, self.main)
        self.nav.stack.setParent(self.main)
        self.sides = SideWindows(look, Texts.load("en"), self.main, self.memory)
        self.sides.serve(self.nav, "hajara")
        self.seen: dict[str, dict[str, object]] = {}

    def windows(self) -> dict[str, QWidget]:
        return {"main": self.main, **self.sides.open}

    def until(self, what: str, holds: Callable[[], bool]) -> None:
        """Keep the windows alive until it is so."""
        end = time.monotonic() + PATIENCE_S
        while not holds():
            if time.monotonic() > end:
                raise RuntimeError(f"not so: {what}; {self.where()}")
            rest(20)
        # What is remembered is written once the hand rests.
        rest(2 * SETTLE_MS)

    def where(self) -> dict[str, object]:
        return {
            name: [one.screen().name(), lies(one).getRect(), one.isMaximized()] for name, one in self.windows().items()
        }

    def note(self, moment: str) -> None:
        self.seen[moment] = self.where() | {"kept": self.kept()}

    def kept(self) -> dict[str, str]:
        """By window: the screen that it is remembered on."""
        return {name: known.screen for name, known in self.memory.now.windows.items()}

    def on(self, screen: str, *names: str) -> bool:
        """Whether these windows lie wholly on this screen."""
        area = {one.name(): one.geometry() for one in QGuiApplication.screens()}.get(screen, QRect())
        return all(area.contains(lies(self.windows()[name])) for name in names)


def play(desk: Desk) -> None:
    """Out, back, out again with one of them moved by hand, back again."""
    desk.main.show()
    for name, rect in (("journal", QRect(1700, 60, 760, 600)), ("approvals", QRect(1660, 40, 800, 600))):
        desk.nav.go(name)
        desk.sides.move_out(name)
        desk.sides.open[name].setGeometry(rect)
    desk.until("both on the right", lambda: desk.on("right", "journal", "approvals"))
    desk.sides.open["approvals"].showMaximized()
    desk.until("one fills it", lambda: desk.sides.open["approvals"].width() == RIGHT[1])
    desk.note("before")
    pull_out("right")
    desk.until("all on the left", lambda: desk.on("left", *desk.windows()))
    desk.note("out")
    plug_in("right", *RIGHT)
    desk.until("both on the right again", lambda: desk.on("right", "journal", "approvals"))
    desk.note("back")
    pull_out("right")
    desk.until("all on the left", lambda: desk.on("left", *desk.windows()))
    desk.sides.open["journal"].move(40, 40)
    desk.until("moved by hand", lambda: desk.sides.open["journal"].x() == 40)
    plug_in("right", *RIGHT)
    desk.until("one on the right again", lambda: desk.on("right", "approvals"))
    desk.note("moved")


def main() -> int:
    """Returns the exit status."""
    plug_in("left", *LEFT, output="screen")
    plug_in("right", *RIGHT)
    qt = qt_application(sys.argv[:1])
    desk = Desk(Path(sys.argv[1]))
    try:
        play(desk)
    finally:
        desk.main.close()
        qt.processEvents()
    print(json.dumps(desk.seen))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
