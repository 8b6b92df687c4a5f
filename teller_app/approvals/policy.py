"""The lines of the policy as whoever looks after people sees them: read by managers, changed by an administrator. No Qt.

A change is asked for and waits for a manager: until then the line holds as it was.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from contract.approvals import ApprovalRuleFact, RequestFact, RequestState, SetApprovalRule, When
from contract.branches import BranchFact
from contract.drawers import DrawerFact
from contract.feed import Awaiting
from contract.permissions import Permission, Role
from teller_app.manifest import Port
from teller_app.room_model import RoomModel, RoomState

TOPICS = frozenset({"approval_rule", "request", "branch", "drawer"})
LIVES = frozenset({When.ASK_LIFE, When.PAY_LIFE, When.HELD_LIFE})
TIMED = LIVES | {When.ESCALATE}
"""Sorts whose bound is a time; it is typed in minutes."""
NAME = re.compile(r"[A-Za-z0-9._-]{1,40}")
"""How a line is called: the contract's ``Code``."""
_BOUND = frozenset({"act", "branch", "drawer", "tier", "currency", "bound"})
FIELDS: dict[When, frozenset[str]] = {
    When.AMOUNT: _BOUND,
    When.DAY: _BOUND,
    When.FLAG: frozenset({"act", "branch", "tier", "flag"}),
    When.WHO: frozenset({"act", "branch", "tier", "role"}),
    When.ESCALATE: frozenset({"act", "branch", "bound", "to_branch"}),
    When.ASK_LIFE: frozenset({"act", "branch", "bound"}),
    When.PAY_LIFE: frozenset({"act", "branch", "bound"}),
    When.HELD_LIFE: frozenset({"bound"}),
    When.OPEN_COUNT: frozenset({"branch", "drawer"}),
}
"""What a line of each sort can say."""


@dataclass(frozen=True)
class Draft:
    """A line as it is being written. ``bound`` is minor units or seconds, None while what was typed is neither."""

    rule: str = ""
    when: When = When.AMOUNT
    act: str = ""
    branch: str = ""
    drawer: str = ""
    tier: int = 0
    currency: str = "GHS"
    flag: str = ""
    bound: int | None = None
    role: Role = Role.MANAGER
    to_branch: str = ""
    fresh: bool = True


@dataclass(frozen=True)
class Lookups:
    """Questions to the replica."""

    rules: Callable[[Any], Sequence[ApprovalRuleFact]]
    requests: Callable[[Any], Sequence[RequestFact]]
    branches: Callable[[Any], Sequence[BranchFact]]
    drawers: Callable[[Any], Sequence[DrawerFact]]


@dataclass(frozen=True)
class PolicyState(RoomState):
    """``waiting`` are names of lines about which a change waits for a second person; ``draft`` is what is being written."""

    rules: tuple[ApprovalRuleFact, ...] = ()
    index: int = 0
    waiting: frozenset[str] = frozenset()
    branches: tuple[BranchFact, ...] = ()
    drawers: tuple[DrawerFact, ...] = ()
    draft: Draft | None = None
    may_change: bool = False
    asked: str = ""

    @property
    def chosen(self) -> ApprovalRuleFact | None:
        """The selected line."""
        return self.rules[self.index] if 0 <= self.index < len(self.rules) else None

    @property
    def why_not_changed(self) -> str:
        """Why no line can be changed now: right, offline, or ""."""
        return "right" if not self.may_change else "" if self.online else "offline"


def draft_of(fact: ApprovalRuleFact) -> Draft:
    """A line as it holds, to be changed."""
    said = {name: getattr(fact, name) for name in
            ("rule", "when", "act", "branch", "drawer", "tier", "currency", "flag", "bound", "role", "to_branch")}  # fmt: skip
    return Draft(fresh=False, **said)


def command_of(draft: Draft, off: bool = False) -> SetApprovalRule:
    """What is asked for: of the fields only those that a line of this sort can say."""
    said = FIELDS[draft.when]

    def kept[T](name: str, value: T, empty: T) -> T:
        return value if name in said else empty

    return SetApprovalRule(
        rule=draft.rule,
        when=draft.when,
        act=kept("act", draft.act, ""),
        branch=kept("branch", draft.branch, "") or None,
        drawer=kept("drawer", draft.drawer, "") or None,
        tier=kept("tier", draft.tier, 0),
        currency=kept("currency", draft.currency, ""),
        flag=kept("flag", draft.flag, ""),
        bound=kept("bound", draft.bound or 0, 0),
        role=kept("role", draft.role, Role.MANAGER),
        to_branch=kept("to_branch", draft.to_branch, "") or None,
        off=off,
    )


def about(request: RequestFact) -> str:
    """The line that a waiting change is about."""
    if request.kind != "set_approval_rule" or request.state is not RequestState.AWAITING:
        return ""
    return str(msgspec.json.decode(request.content or "{}", type=dict[str, Any]).get("rule", ""))


class PolicyModel(RoomModel[PolicyState]):
    """See the module."""

    def __init__(self, port: Port, lookups: Lookups) -> None:
        super().__init__(port, PolicyState(line=port.line, may_change=Permission.CHANGE_STAFF in port.me.permissions))
        self._lookups = lookups
        self._listen(TOPICS)

    def refresh(self) -> None:
        """Read the lines again."""

        def ask(conn: Any) -> dict[str, Any]:
            return {
                "rules": tuple(self._lookups.rules(conn)),
                "waiting": frozenset(filter(None, map(about, self._lookups.requests(conn)))),
                "branches": tuple(self._lookups.branches(conn)),
                "drawers": tuple(self._lookups.drawers(conn)),
            }

        self._port.query(ask, self._refreshed)

    def _refreshed(self, found: dict[str, Any]) -> None:
        chosen = self.state.chosen.rule if self.state.chosen else ""
        index = next((n for n, fact in enumerate(found["rules"]) if fact.rule == chosen), 0)
        # The answer may come before the feed has the request; once it was here and is gone, the line itself says how it ended.
        decided = self.state.asked in self.state.waiting and self.state.asked not in found["waiting"]
        asked = "" if decided else self.state.asked
        self._set(index=index, asked=asked, **found)

    def choose(self, index: int) -> None:
        """Select a line; what was being written about another one is dropped."""
        if index != self.state.index:
            self._set(index=index, draft=None, problem="")

    def begin(self) -> None:
        """F3: a new line."""
        if not self._refuses():
            self._set(draft=Draft(), asked="", problem="")

    def change(self) -> None:
        """F6: the selected line is written anew."""
        if self.state.chosen is not None and not self._refuses():
            self._set(draft=draft_of(self.state.chosen), asked="", problem="")

    def drop(self) -> None:
        """F4: nothing is written."""
        self._set(draft=None, problem="")

    def put(self, **said: Any) -> None:
        """A field of the line by its name."""
        if self.state.draft is not None:
            self._set(draft=replace(self.state.draft, **said), problem="")

    def send(self) -> None:
        """F9: ask for what was written."""
        draft = self.state.draft
        if draft is None or self.state.busy or self._refuses():
            return
        names = {fact.rule for fact in self.state.rules}
        if not NAME.fullmatch(draft.rule) or (draft.fresh and draft.rule in names):
            self._fail("rule_name_taken" if draft.rule in names else "rule_name_missing")
        elif "bound" in FIELDS[draft.when] and draft.bound is None:
            self._fail("rule_incomplete")
        else:
            self._ask(command_of(draft))

    def turn(self) -> None:
        """F8: the selected line holds no more, or again."""
        chosen = self.state.chosen
        if chosen is not None and not self.state.busy and not self._refuses():
            self._ask(command_of(draft_of(chosen), off=not chosen.off))

    def _refuses(self) -> bool:
        why = self.state.why_not_changed
        if why:
            self._fail("needs_server" if why == "offline" else "not_permitted")
        return bool(why)

    def _ask(self, command: SetApprovalRule) -> None:
        self._submit(
            command, lambda answer: self._set(asked=command.rule if isinstance(answer, Awaiting) else ""), draft=None
        )
