"""The sign-in's behaviour: a name and a password in, a person or a reason out. The password is never kept. No Qt."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from contract.doors import AskedManager
from teller_app.manifest import Line
from teller_app.sign_in.acts import DoorActs
from teller_app.sign_in.state import SignInState, Waiting, Workstation

UNREGISTERED = "device_unknown"
CODE, MANAGER, MANAGER_CODE, PASSWORD = "code", "manager", "manager_code", "password"
WAITS = (MANAGER, MANAGER_CODE)
CODE_DIGITS = 6
_AWAY = ("away", "alone")
_NO_ANSWER = ("wrong_server", "server_fault")


class SignInModel:
    """``ask(username, password)`` is the engine's: it answers later by ``refused``, or the window shows the rooms."""

    def __init__(self, ask: Callable[[str, str], None], state: SignInState, acts: DoorActs | None = None) -> None:
        self._ask = ask
        self._acts = acts or DoorActs()
        self.state = state
        self.on_change: Callable[[SignInState], None] = lambda state: None

    # -- intents -------------------------------------------------------------------------------------------------

    def set_username(self, text: str) -> None:
        """As typed; a reason that belonged to another attempt goes."""
        if self.state.workstation.standing == "broken":
            self._set(username=text)
        else:
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

    def enrol(self, password: str) -> bool:
        """Ask the bank to let this workstation in, or for another code. Says whether it was asked."""
        username = self.state.username.strip().lower()
        if not self.state.ready:
            return False
        if not username or not password:
            return self._fail("password_missing" if username else "username_missing")
        self._set(busy=True, problem="", problem_params={})
        self._acts.enrol(username, password, self.state.workstation.name)
        return True

    def confirm(self, code: str) -> bool:
        """The six digits, one's own or those that a manager read."""
        step = self.state.step
        if self.state.busy or step not in (CODE, MANAGER_CODE):
            return False
        if len(code) < CODE_DIGITS:
            return self._fail("digits_missing")
        self._set(busy=True, problem="", problem_params={})
        (self._acts.confirm if step == CODE else self._acts.confirm_manager)(code)
        return True

    def choose_manager(self, user: str) -> None:
        """Who is reminded, or asked for a code."""
        self._set(waiting=replace(self.state.waiting, chosen=user))

    def remind(self) -> bool:
        """Enter while one waits: the chosen manager is told once more. Says whether the bank was asked."""
        waiting = self.state.waiting
        if self.state.step != MANAGER or self.state.busy or waiting.remind_s or waiting.manager is None:
            return False
        self._set(busy=True, problem="", problem_params={})
        self._acts.remind(waiting.manager.user)
        return True

    def ask_manager_code(self) -> bool:
        """F5 while one waits: a code to the chosen manager's phone, or another one. Says whether the bank was asked."""
        manager = self.state.waiting.manager
        if self.state.step not in WAITS or self.state.busy or manager is None:
            return False
        self._set(busy=True, problem="", problem_params={})
        self._acts.ask_manager_code(manager.user)
        return True

    def choose(self, password: str, new: str, again: str) -> bool:
        """A new password for the one-time secret that was typed."""
        if self.state.busy or self.state.step != PASSWORD:
            return False
        if not new:
            return self._fail("password_missing")
        if new != again:
            return self._fail("password_differs")
        self._set(busy=True, problem="", problem_params={})
        self._acts.choose(self.state.username.strip().lower(), password, new)
        return True

    def back(self) -> None:
        """Esc: from a manager's code to the waiting; else to name and password, and nobody waits any more."""
        if self.state.step == MANAGER_CODE:
            self._wait_on()
        elif self.state.step:
            self._acts.cancel()
            self._set(step="", busy=False, problem="", problem_params={}, left_s=0, tick=self.state.tick + 1)

    # -- what happened -------------------------------------------------------------------------------------------

    def opened(self, device: str, key: str, persistent: bool) -> None:
        """The profile is open: the workstation knows who it is."""
        station = self.state.workstation
        standing = "known" if station.registered == device else "new"
        self._set(workstation=replace(station, standing=standing, device=device, key=key, persistent=persistent))

    def broken(self, code: str) -> None:
        """The profile cannot be opened, for good: the reason stands as long as the window does."""
        self._set(workstation=replace(self.state.workstation, standing="broken"), reach=_AWAY[False])
        self._fail(code)

    def reached(self, code: str, alone: bool) -> None:
        """How the bank is reached, asked while nobody is signed in. That it could not be reached is no reason any more once it can."""
        self._set(reach=_AWAY[alone] if code == "offline" else code or "online")
        if not code and self.state.problem in ("offline", *_NO_ANSWER):
            self._set(problem="", problem_params={})

    def refused(self, code: str, params: Mapping[str, Any], wait_s: int = 0, waits: bool = False) -> None:
        """Not let in, and why. A device that the server does not know shows its key from now on.

        ``waits``: a manager is still asked, whatever was refused.
        """
        station = self.state.workstation
        if code == UNREGISTERED:
            station = replace(station, standing="unknown", registered="")
        step = _step_after(self.state.step, code, waits)
        if step == MANAGER and self.state.step == MANAGER_CODE:
            self._wait_on()
        reach = _reach_after(self.state.reach, code)
        self._set(workstation=station, busy=False, wait_s=wait_s, step=step, reach=reach)
        self._fail(code, dict(params))

    def code_asked(self, way: str, sent_to: str, left_s: int) -> None:
        """A code is on its way."""
        self._set(step=CODE, way=way, sent_to=sent_to, left_s=left_s, busy=False, problem="", tick=self.state.tick + 1)

    def manager_asked(self, left_s: int, words: tuple[str, ...] = ()) -> None:
        """The code was right."""
        self._set(step=MANAGER, left_s=left_s, request_s=left_s, busy=False, problem="", tick=self.state.tick + 1,
                  waiting=Waiting(words=words))  # fmt: skip

    def admission_seen(self, asked: tuple[AskedManager, ...], left_s: int, remind_s: int) -> None:
        """How the request stands with the managers; whoever was chosen stays chosen."""
        state = self.state
        waiting = replace(state.waiting, asked=asked, remind_s=remind_s)
        left = left_s if state.step == MANAGER else state.left_s
        # It comes by itself too, while a code is under way.
        busy = state.busy and state.step == MANAGER_CODE
        self._set(waiting=waiting, request_s=left_s, left_s=left, busy=busy)

    def manager_code_asked(self, user: str, sent_to: str, left_s: int) -> None:
        """A code is on its way to a manager."""
        named = next((one.full_name for one in self.state.waiting.asked if one.user == user), "")
        self._set(step=MANAGER_CODE, sent_to=sent_to, left_s=left_s, busy=False, problem="", tick=self.state.tick + 1,
                  waiting=replace(self.state.waiting, code_of=named))  # fmt: skip

    def left(self, following: str | None = None) -> None:
        """Somebody signed out. ``following`` is the username of whoever comes next: "" for somebody else, who would type a name
        where the password belongs; None where nobody chose, and most likely it is the same person again."""
        self._set(
            username=self.state.username if following is None else following,
            busy=False,
            wait_s=0,
            problem="",
            problem_params={},
            tick=self.state.tick + 1,
        )

    def entered(self, username: str, bank: str, branch: str) -> None:
        """Let in: what may be shown the next time."""
        station = replace(self.state.workstation, standing="known", registered=self.state.workstation.device)
        self._set(
            busy=False, step="", left_s=0, problem="", username=username, bank=bank, branch=branch, workstation=station
        )

    def second_passed(self) -> None:
        """The wait, what a step is good for, and the time until one may remind again grow shorter."""
        state = self.state
        waiting = state.waiting
        if state.wait_s or state.left_s or waiting.remind_s:
            shorter = replace(waiting, remind_s=max(0, waiting.remind_s - 1))
            self._set(wait_s=max(0, state.wait_s - 1), left_s=max(0, state.left_s - 1),
                      request_s=max(0, state.request_s - 1), waiting=shorter)  # fmt: skip

    def line_changed(self, line: Line) -> None:
        """The connection, as far as it is known without a session."""
        # What the line of whoever was here has last shown is true until it is asked anew.
        reach = {"online": "online", "offline": "away"}.get(line.state, self.state.reach)
        self._set(line=line, reach=reach)

    def _wait_on(self) -> None:
        self._set(
            step=MANAGER,
            left_s=self.state.request_s,
            busy=False,
            problem="",
            problem_params={},
            tick=self.state.tick + 1,
        )

    def _fail(self, code: str, params: dict[str, Any] | None = None) -> bool:
        self._set(problem=code, problem_params=params or {}, tick=self.state.tick + 1)
        return False

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.on_change(self.state)


def _reach_after(reach: str, code: str) -> str:
    """What a refusal says of the line: only that nobody, or nobody of the bank's, has answered. Other reasons may come from here."""
    if code == "offline":
        return reach if reach in _AWAY else _AWAY[False]
    return code if code in _NO_ANSWER else reach


def _step_after(step: str, code: str, waits: bool) -> str:
    """Where one stands after a refusal: a mistyped code or a weak password is mended on the spot."""
    if code == "password_due":
        return PASSWORD
    if waits:
        return MANAGER_CODE if step == MANAGER_CODE and code in ("code_wrong", "busy", "offline") else MANAGER
    stays = {
        CODE: ("code_wrong", "busy", "offline"),
        PASSWORD: ("weak_password", "busy", "offline"),
    }
    return step if code in stays.get(step, ()) else ""


__all__ = ["SignInModel", "SignInState", "Workstation"]
