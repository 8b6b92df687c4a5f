"""What people do at the lock of a workstation that several of them use, by keyboard."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

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
