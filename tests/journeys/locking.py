"""What people do at the lock of a workstation that several of them use, by keyboard."""

from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit

from teller_app.counter.view import CounterView
from teller_app.shell.lock import LockPage
from tests.journeys.staffing import Staffing


class Locking(Staffing):
    """F12, who else is named, F6."""

    def lock_now(self) -> list[str]:
        """F12; what is kept for whoever locked it, in words."""
        self.hand.press("F12")
        self.hand.until("the lock", lambda: self.app.window.locked)
        panel = self._lock()
        rows = [panel.drawer, *panel.aside, panel.unsent]
        return [f"{row.what.text()}: {row.count.text()}" for row in rows if not row.isHidden()]

    def idle_passes(self) -> int:
        """Nobody touches anything until the lock comes: a fifth of a second instead of what was set, which is returned, in seconds."""
        set_ms = self.app.window.idle._timer.interval()
        self.app.window.idle.start(0.2)
        self.hand.until("the lock", lambda: self.app.window.locked)
        return set_ms // 1000

    def on_screen(self) -> str:
        """Every word that the window shows now."""
        labels = [part for part in self.app.window.findChildren(QLabel) if part.isVisible()]
        return " | ".join([label.text() for label in labels] + [self._page_of_lock().counts.accessibleName()])

    def until_counted(self, words: str) -> str:
        """Wait until the lock counts this; all that it counts."""
        counts = self._page_of_lock().counts
        self.hand.until(f"{words} on the lock", lambda: words in counts.accessibleName())
        return counts.accessibleName()

    def lock_wants(self) -> str:
        """What the lock asks for: pin or password."""
        return "password" if self._lock().pin.isHidden() else "pin"

    def until_lock_wants(self, way: str) -> str:
        """Wait until it asks for this; why it is locked."""
        self.hand.until(f"the lock asks for the {way}", lambda: self.app.window.locked and self.lock_wants() == way)
        return self._page_of_lock().face.note.text()

    def until_lock_says(self, why: str) -> None:
        """Wait until it is locked for this reason."""
        self.hand.until(why, lambda: self.app.window.locked and why in self._page_of_lock().face.note.text())

    def until_others(self, count: int, unsent: bool = False) -> list[list[str]]:
        """Wait until so many are named, with something unsent or without; name and line of each."""
        rows = self._lock().others.rows

        def shown() -> list[list[str]]:
            return [[row.name.text(), row.what.text()] for row in rows if not row.isHidden()]

        fits = lambda: len(shown()) == count and any("not sent" in what for _, what in shown()) is unsent  # noqa: E731
        self.hand.until(f"{count} others", fits)
        return shown()

    def switch(self, key: str = "F6") -> str:
        """Let the first of them in; whose name stands at the door then."""
        self.hand.press(key)
        self.hand.until("the door", lambda: self._page() is None and self.app.door.state.ready)
        return self.app.door_view.panel.username.text()

    def come_in(self, username: str, password: str) -> str:
        """Name, Enter, password, Enter into whatever has the focus, as somebody types who looks at the keys. The problem shown, "" at
        the counter."""
        hand, door = self.hand, self.app.door
        window = self.app.window
        # A window that has just come up is active a moment later; nobody types before that.
        hand.until("a field", lambda: window.isActiveWindow() and isinstance(hand.focus(), QLineEdit))
        hand.type(username)
        hand.press("Return")
        hand.type(password)
        hand.press("Return")
        hand.until("an answer", lambda: bool(door.state.problem) or bool(window.findChildren(CounterView)))
        return "" if window.findChildren(CounterView) else door.state.problem

    def _lock(self) -> Any:
        return self._page_of_lock().panel

    def _page_of_lock(self) -> LockPage:
        page = self.app.window.lock_page
        assert page is not None
        return page
