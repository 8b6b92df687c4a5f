"""The manager's console on a second screen, in a process of its own: the offscreen platform is told its screens when it starts.

``python -m tests.teller_app.shell.two_screens PROFILE out|again`` prints one line of JSON: where the main window and the console are
(``out``: after the console was moved out; ``again``: after the sign-in of the next run), and what the console says after a drawer's
balance changed while the caret stood in the main window.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from teller_app.branches import room as branches_room
from teller_app.build import qt_application
from teller_app.glass.look import Look
from teller_app.i18n.text import Texts
from teller_app.shell.memory import Memory
from teller_app.shell.navigation import Navigation, Room
from teller_app.shell.side_windows import SideWindow, SideWindows
from teller_app.shell.window_place import SETTLE_MS
from tests.teller_app.branches import desk
from tests.teller_app.shell.rooms import COUNTER, room, window

LONG_S = 120
BALANCE = 61_000_00


def until(done: Callable[[], bool]) -> None:
    """Wait for the thing itself."""
    clock = QElapsedTimer()
    clock.start()
    while not done():
        if clock.elapsed() > LONG_S * 1000:
            raise TimeoutError
        QTest.qWait(20)


def main(profile: Path, again: bool) -> None:
    """One run of the app's frame, with a counter and the real Branch today in it."""
    app = qt_application(sys.argv[:1])
    look, replica = Look("dark", reduced_motion=True), desk.Replica()
    model, port, _ = desk.room(replica)
    shown = window(look, (1200, 700))
    counter = room(look, COUNTER)
    nav = Navigation(
        [counter, Room(branches_room.MANIFEST, branches_room.make_view(look, Texts.load("en"), model))], look, shown
    )
    nav.stack.setParent(shown)
    shown.move(40, 40)
    shown.show()
    until(shown.isVisible)
    sides = SideWindows(look, Texts.load("en"), shown, Memory(profile))
    sides.serve(nav, "kwesi")
    if not again:
        nav.go("branches")
        sides.toggle()
    until(lambda: "branches" in sides.open)
    side = sides.open["branches"]
    until(side.isVisible)
    shown.activateWindow()
    until(shown.isActiveWindow)
    field = counter.view.field  # type: ignore[attr-defined]
    field.setFocus()
    QTest.keyClicks(field, "serving")
    replica.held = {one.session: BALANCE for one in replica.sessions}
    port.tell("drawer_totals")
    QTest.qWait(SETTLE_MS * 2)
    print(json.dumps(told(shown, side, field.text())))
    sides.serve(None)
    shown.close()
    del app


def told(shown: QWidget, side: SideWindow, typed: str) -> dict[str, object]:
    """What a person at both screens sees."""
    table = side.room.view.live.table.view.model()  # type: ignore[attr-defined]
    return {
        "screens": [screen.name() for screen in QGuiApplication.screens()],
        "main": shown.screen().name(),
        "console": side.screen().name(),
        "seen": side.screen().availableGeometry().contains(side.geometry().center()),
        "says": table.data(table.index(0, 4)),
        "typed": typed,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] == "again")
