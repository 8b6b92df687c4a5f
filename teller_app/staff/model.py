"""People, roles, workstations and sign-ins: what can be done about them, each as its command or at its door. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from contract import commands, paths
from contract.approvals import RequestFact
from contract.base import Command
from contract.branches import BranchFact
from contract.doors import DeviceSeen, DrawSecret, EndSession, OneTimeSecret, PersonStanding, SessionView
from contract.errors import ContractError
from contract.feed import AnyAnswer, Awaiting
from contract.permissions import Permission
from contract.staff import DeviceFact, LimitFact, RoleFact, UserFact
from teller_app.manifest import Port
from teller_app.room_model import RoomModel
from teller_app.staff.offs import why_off
from teller_app.staff.state import Sheet, StaffState
from teller_app.staff.trail import Named, TrailModel
from teller_app.staff.trail_state import TrailState

TOPICS = frozenset({"user", "device", "role", "limit", "branch", "request", "outbox"})
SHEETS = {"new": "new", "person": "person", "limit": "limit", "role": "role", "disable": "disable_user", "enable": "enable_user",
          "unlock": "unlock_user", "reset": "reset_password", "sign_out": "end_sessions", "revoke": "revoke_device",
          "rename": "rename_device", "add": "add_device", "readmit": "readmit_device"}  # fmt: skip
"""Intents that open a sheet, and which."""
ABOUT_DEVICES = frozenset({"revoke", "rename", "readmit"})
ABOUT_NOBODY = frozenset({"new", "role", "add"})


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica."""

    people: Callable[[Any], Sequence[UserFact]]
    devices: Callable[[Any], Sequence[DeviceFact]]
    roles: Callable[[Any], Sequence[RoleFact]]
    limits: Callable[[Any], Sequence[LimitFact]]
    branches: Callable[[Any], Sequence[BranchFact]]
    requests: Callable[[Any], Sequence[RequestFact]]


@dataclass(frozen=True)
class Words:
    """Which kinds and events a typed word names, in the app's own language."""

    kinds: Callable[[str], Sequence[str]]
    events: Callable[[str], Sequence[str]]


class StaffModel(RoomModel[StaffState]):
    """See the module. ``decide`` opens a request where it is decided. Set ``on_change`` before the first intent."""

    def __init__(self, port: Port, lookups: Lookups, words: Words, decide: Callable[[str], None]) -> None:
        rights = port.me.permissions
        state = StaffState(
            line=port.line,
            user=port.me.user,
            may_change=Permission.CHANGE_STAFF in rights,
            may_change_devices=Permission.CHANGE_DEVICES in rights,
            may_oversee=Permission.OVERSEE_STAFF in rights,
            may_decide=Permission.DECIDE in rights,
        )
        super().__init__(port, state)
        self._lookups, self._decide = lookups, decide
        named = Named(lambda: self.state.people, lambda: self.state.devices, words.kinds, words.events)
        self.trail = TrailModel(port, named)
        self.trail.on_change = self._trail_changed
        self._looked = False
        self._listen(TOPICS)
        # Somebody new has no standing yet, and a secret is due once a manager has agreed.
        port.on_topics(frozenset({"user", "device"}), self._look_again)

    # -- reading -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what the journal may have changed."""
        self._port.query(self._read, lambda found: self._set(**found))

    def _read(self, conn: Any) -> dict[str, Any]:
        ask = self._lookups
        return {
            name: tuple(getattr(ask, name)(conn))
            for name in ("people", "devices", "roles", "limits", "branches", "requests")
        }

    def look(self) -> None:
        """What no fact states is asked of the server: how people stand, who is signed in where, the newest of the trail."""
        if not self.state.online:
            return
        self._looked = True
        self._ask()
        self._port.fetch(paths.SESSIONS, {}, lambda body, code: self._sessions(body))
        self.trail.read()

    def _look_again(self) -> None:
        # Only where somebody has looked: the room is there for many who never enter it.
        if self._looked and self.state.online:
            self._ask()

    def _ask(self) -> None:
        self._port.fetch(paths.STAFF, {}, lambda body, code: self._standing(body))
        self._port.fetch(paths.DEVICES, {}, lambda body, code: self._seen(body))

    def _standing(self, body: bytes | None) -> None:
        if body is not None:
            found = msgspec.json.decode(body, type=list[PersonStanding])
            self._set(standing={one.user: one for one in found})

    def _seen(self, body: bytes | None) -> None:
        if body is not None:
            found = msgspec.json.decode(body, type=list[DeviceSeen])
            self._set(seen={one.device: one for one in found})

    def _sessions(self, body: bytes | None) -> None:
        if body is not None:
            self._set(sessions=tuple(msgspec.json.decode(body, type=list[SessionView])))

    def _trail_changed(self, trail: TrailState) -> None:
        self._set(trail=trail)

    # -- choosing ------------------------------------------------------------------------------------------------

    def choose_person(self, user: str) -> None:
        """Select a person of the list."""
        self._set(person=user)

    def choose_device(self, key: str) -> None:
        """Select a workstation, or one that asks to be let in: then ``key`` is the request's."""
        self._set(device=key, picked=key)

    def choose_session(self, session: str) -> None:
        """Select a sign-in."""
        self._set(session=session)

    def choose_request(self, request: str) -> None:
        """Select a change that waits."""
        self._set(request=request, picked=request)

    # -- sheets --------------------------------------------------------------------------------------------------

    def why_off(self, intent: str) -> str:
        """Why an intent means nothing now, see ``offs.py``; "" where it can be had."""
        return why_off(self.state, intent)

    def begin(self, intent: str) -> bool:
        """Open the sheet of an intent. F4 on somebody who is locked out unlocks them."""
        if intent == "edit":
            locked = self.state.chosen is not None and self.state.state_of(self.state.chosen) == "locked"
            intent = "unlock" if locked else "limit"
        if intent not in SHEETS or self.why_off(intent):
            return False
        about = self.state.device if intent in ABOUT_DEVICES else "" if intent in ABOUT_NOBODY else self.state.person
        self._set(sheet=Sheet(SHEETS[intent], about), problem="")
        return True

    def leave(self) -> None:
        """Put the sheet away, or the secret that was read."""
        self._set(sheet=Sheet(), secret=None, problem="")

    def send(self, command: Command) -> bool:
        """What the sheet wrote down. False where a field does not fit; the problem names it."""
        if self.state.busy:
            return False
        try:
            # As the server will read it: a field that does not fit is told here, before anybody is asked for a code.
            commands.decode(commands.encode(command))
        except ContractError as error:
            self._fail("field_unfit", {"field": _field_of(str(error.params.get("detail", "")))})
            return False
        self._submit(command, self._told, sheet=Sheet())
        return True

    def _told(self, answer: AnyAnswer) -> None:
        asked = isinstance(answer, Awaiting)
        self._notify("asked" if asked else "done", {}, "info" if asked else "pos")

    def _answered(self) -> None:
        super()._answered()
        self.look()

    # -- doors ---------------------------------------------------------------------------------------------------

    def decide(self) -> bool:
        """F5: the chosen workstation that asks, or the chosen change that waits, where it is decided."""
        request = self._request()
        if not request or self.why_off("decide"):
            return False
        self._decide(request)
        return True

    def _request(self) -> str:
        waiting = {one.request for one in self.state.waiting}
        chosen = (self.state.picked, self.state.device, self.state.request)
        return next((key for key in chosen if key in waiting), next(iter(self._asked_first()), ""))

    def _asked_first(self) -> list[str]:
        return [one.request for one in (*self.state.asked_devices, *self.state.waiting)]

    def draw_secret(self) -> bool:
        """The one-time secret of somebody new or reset, once."""
        if self.why_off("secret") or self.state.busy:
            return False
        self._set(busy=True, problem="")
        self._port.post(paths.ONE_TIME_SECRET, DrawSecret(user=self.state.person), self._drawn)
        return True

    def _drawn(self, body: bytes | None, code: str) -> None:
        if body is None:
            self._fail("secret_not_yours" if code == "not_found" else code)
        else:
            self._set(busy=False, secret=msgspec.json.decode(body, type=OneTimeSecret))
        self.look()

    def end_session(self) -> bool:
        """The chosen sign-in is over."""
        if self.why_off("end") or self.state.busy:
            return False
        self._set(busy=True, problem="")
        self._port.post(paths.SESSION_END, EndSession(session=self.state.session), self._ended)
        return True

    def _ended(self, body: bytes | None, code: str) -> None:
        if body is None:
            self._fail(code)
        else:
            self._set(busy=False)
            self._notify("ended", {}, "pos")
        self.look()


def _field_of(detail: str) -> str:
    """The field of msgspec's "... - at `$.username`", "" where none is named; of `$.key.x` the key."""
    return detail.partition("`$.")[2].partition("`")[0].partition("[")[0].partition(".")[0]
