"""The sign-in's behaviour: a name and a password in, a person or a reason out. The password is never kept. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from teller_app.manifest import Line
from teller_app.sign_in.state import SignInState, Workstation

UNREGISTERED = "device_unknown"


class SignInModel:
    """``ask(username, password)`` is the engine's: it answers later by ``refused``, or the window shows the rooms."""

    def __init__(self, ask: Callable[[str, str], None], state: SignInState) -> None:
        self._ask = ask
        self.state = state
        self.on_change: Callable[[SignInState], None] = lambda state: None

    # -- intents -------------------------------------------------------------------------------------------------

    def set_username(self, text: str) -> None:
        """As typed; a reason that belonged to another attempt goes."""
        self._set(username=text, problem="", problem_params={})

    def sign_in(self, password: str) -> bool:
        """Enter. Says whether the server was asked."""
        username = self.state.username.strip().lower()
        if not self.state.ready:
            return False
        if not username:
            return self._fail("username_missing")
        if not password:
            return self._fail("password_missing")
        self._set(busy=True, problem="", problem_params={})
        self._ask(username, password)
        return True

    # -- what happened -------------------------------------------------------------------------------------------

    def opened(self, device: str, key: str, persistent: bool) -> None:
        """The profile is open: the workstation knows who it is."""
        station = self.state.workstation
        standing = "known" if station.registered == device else "new"
        self._set(workstation=replace(station, standing=standing, device=device, key=key, persistent=persistent))

    def refused(self, code: str, params: Mapping[str, Any], wait_s: int = 0) -> None:
        """Not let in, and why. A device that the server does not know shows its key from now on."""
        station = self.state.workstation
        if code == UNREGISTERED:
            station = replace(station, standing="unknown", registered="")
        self._set(workstation=station, busy=False, wait_s=wait_s)
        self._fail(code, dict(params))

    def left(self) -> None:
        """Somebody signed out."""
        self._set(busy=False, wait_s=0, problem="", problem_params={}, tick=self.state.tick + 1)

    def entered(self, username: str, bank: str, branch: str) -> None:
        """Let in: what may be shown the next time."""
        station = replace(self.state.workstation, standing="known", registered=self.state.workstation.device)
        self._set(busy=False, problem="", username=username, bank=bank, branch=branch, workstation=station)

    def second_passed(self) -> None:
        """The wait grows shorter."""
        if self.state.wait_s:
            self._set(wait_s=self.state.wait_s - 1)

    def line_changed(self, line: Line) -> None:
        """The connection, as far as it is known without a session."""
        self._set(line=line)

    def _fail(self, code: str, params: dict[str, Any] | None = None) -> bool:
        self._set(problem=code, problem_params=params or {}, tick=self.state.tick + 1)
        return False

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.on_change(self.state)


__all__ = ["SignInModel", "SignInState", "Workstation"]
