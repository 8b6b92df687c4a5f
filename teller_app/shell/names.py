"""What people are called on paper and in lists, for whoever asks from a thread of their own."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from contract.staff import UserFact
from teller_app.shell.port import QtPort
from teller_app.staff.queries import users


class Names(QObject):
    """Who is who on paper; filled from the replica, read by the press's own thread (a dict is replaced whole)."""

    def __init__(self, port: QtPort, parent: QObject) -> None:
        super().__init__(parent)
        self._port = port
        self._known = {port.me.user: (port.me.full_name, port.me.staff_number)}
        port.on_topics(frozenset({"user"}), self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask again."""
        self._port.query(users, self._read)

    def _read(self, found: Sequence[UserFact]) -> None:
        self._known = {**self._known, **{fact.user: (fact.full_name, fact.staff_number) for fact in found}}

    def name(self, user: str) -> str:
        """The full name alone."""
        return self.of(user)[0]

    def of(self, user: str) -> tuple[str, str]:
        """Full name and staff number; the tail of the id for somebody whom this reader may not see."""
        return self._known.get(user, (user[-8:].upper(), ""))
