"""What the sign-in asks of the engine beside signing in. The engine is made after the window, so it is asked for each time."""

import re
from collections.abc import Callable
from typing import Protocol

NAME_MAX = 40
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")


class DoorEngine(Protocol):
    """The engine's doors for those who are not signed in. No call blocks."""

    def enrol(self, username: str, password: str, name: str) -> None: ...

    def confirm_code(self, code: str) -> None: ...

    def remind_manager(self, user: str) -> None: ...

    def ask_manager_code(self, user: str) -> None: ...

    def confirm_manager_code(self, code: str) -> None: ...

    def cancel_enrolment(self) -> None: ...

    def choose_password(self, username: str, password: str, new_password: str) -> None: ...


class DoorActs:
    """Each call goes to the engine, or nowhere while there is none."""

    def __init__(self, engine: Callable[[], DoorEngine | None] = lambda: None) -> None:
        self._engine = engine

    def enrol(self, username: str, password: str, computer: str) -> None:
        """Ask that this computer be let in, under its own name as far as the bank takes it."""
        if engine := self._engine():
            engine.enrol(username, password, fit_name(computer))

    def confirm(self, code: str) -> None:
        """The code as typed."""
        if engine := self._engine():
            engine.confirm_code(code)

    def remind(self, user: str) -> None:
        """Tell this manager again that somebody waits."""
        if engine := self._engine():
            engine.remind_manager(user)

    def ask_manager_code(self, user: str) -> None:
        """A code to this manager's phone."""
        if engine := self._engine():
            engine.ask_manager_code(user)

    def confirm_manager(self, code: str) -> None:
        """The code as the manager read it."""
        if engine := self._engine():
            engine.confirm_manager_code(code)

    def cancel(self) -> None:
        """Nobody waits any more."""
        if engine := self._engine():
            engine.cancel_enrolment()

    def choose(self, username: str, password: str, new_password: str) -> None:
        """A new password for the one that was given."""
        if engine := self._engine():
            engine.choose_password(username, password, new_password)


def fit_name(computer: str) -> str:
    """A computer's name as a name of the bank's: letters, digits, dots, dashes, underscores."""
    return _UNFIT.sub("-", computer).strip("-")[:NAME_MAX] or "workstation"
