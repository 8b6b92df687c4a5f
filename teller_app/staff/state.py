"""The staff room as one frozen state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from contract.approvals import RequestFact, RequestState
from contract.base import UNREADABLE
from contract.branches import BranchFact
from contract.doors import DeviceSeen, OneTimeSecret, PersonStanding, SessionView
from contract.staff import DeviceFact, LimitFact, RoleFact, UserFact
from teller_app.room_model import RoomState
from teller_app.staff import rules
from teller_app.staff.trail_state import TrailState

KINDS = frozenset({"add_user", "change_user", "enable_user", "reset_password", "change_role", "set_limit", "add_device", "ask_for_device",
                   "set_approval_rule", "set_product"})  # fmt: skip
"""What is asked of a second person about the staff and the bank's settings."""


@dataclass(frozen=True)
class Sheet:
    """What is being written down: ``kind`` is new, person, limit, role, or the kind of a command that takes one word; ``about`` its object."""

    kind: str = ""
    about: str = ""


@dataclass(frozen=True)
class StaffState(RoomState):
    """``standing`` and ``seen`` are what the server said when it was last asked; without it they stay as they were.

    ``picked`` is the last workstation or waiting change that was chosen: of a change that waits here and a workstation that asks
    there, the later choice is meant.
    """

    user: str = ""
    may_change: bool = False
    may_change_devices: bool = False
    may_oversee: bool = False
    may_decide: bool = False
    people: tuple[UserFact, ...] = ()
    devices: tuple[DeviceFact, ...] = ()
    roles: tuple[RoleFact, ...] = ()
    limits: tuple[LimitFact, ...] = ()
    branches: tuple[BranchFact, ...] = ()
    requests: tuple[RequestFact, ...] = ()
    standing: Mapping[str, PersonStanding] = field(default_factory=dict)
    seen: Mapping[str, DeviceSeen] = field(default_factory=dict)
    sessions: tuple[SessionView, ...] = ()
    person: str = ""
    device: str = ""
    session: str = ""
    request: str = ""
    picked: str = ""
    sheet: Sheet = Sheet()
    secret: OneTimeSecret | None = None
    trail: TrailState = TrailState()

    @property
    def chosen(self) -> UserFact | None:
        """The selected person."""
        return next((one for one in self.people if one.user == self.person), None)

    @property
    def station(self) -> DeviceFact | None:
        """The selected workstation."""
        return next((one for one in self.devices if one.device == self.device), None)

    @property
    def waiting(self) -> tuple[RequestFact, ...]:
        """Changes of the staff that wait for a checker."""
        return tuple(one for one in self.requests if one.kind in KINDS and one.state is RequestState.AWAITING)

    @property
    def asked_devices(self) -> tuple[RequestFact, ...]:
        """Workstations that ask to be let in."""
        return tuple(one for one in self.waiting if one.kind == "ask_for_device")

    def waits_for(self, user: str) -> bool:
        """Whether a change of this person waits for a checker."""
        return any(body_of(request).get("user") == user for request in self.waiting)

    def state_of(self, person: UserFact) -> str:
        """How a person stands, see ``rules.person_state``."""
        waiting = (person.user,) if self.waits_for(person.user) else ()
        return rules.person_state(person, self.standing.get(person.user), waiting)

    def is_stopped(self, device: str) -> bool:
        """Whether the bank takes nothing from this workstation because its record forked."""
        seen = self.seen.get(device)
        return seen is not None and seen.forked

    def name(self, user: str) -> str:
        """A person's name, "" for somebody out of sight."""
        return next((one.full_name for one in self.people if one.user == user), "")

    def branch_name(self, branch: str) -> str:
        """A branch's name, "" for one out of sight."""
        return next((one.name for one in self.branches if one.branch == branch), "")

    def device_name(self, device: str) -> str:
        """A workstation's name, "" for one out of sight."""
        return next((one.name for one in self.devices if one.device == device), "")


def body_of(request: RequestFact) -> dict[str, Any]:
    """What a request asks, as it was written; empty where it says nothing that can be read here."""
    try:
        return msgspec.json.decode(request.content, type=dict[str, Any]) if request.content else {}
    except UNREADABLE:
        return {}
