"""The frozen state of the approvals, and what follows from it alone. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from contract.approvals import DelegationFact, Insight, RequestFact, RequestLineFact, RequestState
from contract.branches import HourCash
from contract.customers import CustomerFact, MandateFact
from contract.permissions import Role
from contract.staff import UserFact
from teller_app.approvals.branch_cash import BranchCash
from teller_app.approvals.lists import Reader
from teller_app.approvals.policy import PolicyState
from teller_app.room_model import RoomState


@dataclass(frozen=True)
class ApprovalsState(RoomState):
    """``mine`` says that the chosen request is the reader's own, who can only withdraw it or pay against its permit.

    ``holders`` says by request whose account it is about, ``mandates`` who signs for it, as far as the reader's replica knows; ``insights`` what the server
    computed for the decider. ``less`` is the ceiling in minor units where less than all is to be approved (None: all of it),
    ``lessening`` that it is being typed. ``places`` knows branches and drawers by name; ``every`` are all requests in sight, of which ``requests`` are those of the ``tab``;
    ``roles`` those in which the reader decides, ``cash`` what lies in the branch now and ``hours`` what customers brought and took by the hour; ``now`` the workstation's clock, by which the waiting are told how old they are; ``lent`` are the delegations in sight, ``colleagues`` to whom one may lend.
    """

    requests: tuple[RequestFact, ...] = ()
    index: int = 0
    reason: str = ""
    less: int | None = None
    lessening: bool = False
    holders: Mapping[str, CustomerFact] = field(default_factory=dict)
    mandates: Mapping[str, MandateFact] = field(default_factory=dict)
    insights: Mapping[str, Insight] = field(default_factory=dict)
    thread: tuple[RequestLineFact, ...] = ()
    lent: tuple[DelegationFact, ...] = ()
    colleagues: Sequence[UserFact] = ()
    places: PolicyState = PolicyState()
    every: tuple[RequestFact, ...] = ()
    tab: str = "branch"
    today: date = date.min
    now: datetime | None = None
    cash: BranchCash | None = None
    hours: tuple[HourCash, ...] = ()
    roles: frozenset[Role] = frozenset()
    user: str = ""
    may_decide: bool = False

    @property
    def reader(self) -> Reader:
        """Whose lists these are. Who decides in somebody's place decides in whatever role that is."""
        lent = any(one.to == self.user for one in self.lent)
        return Reader(self.user, frozenset(Role) if lent else self.roles if self.may_decide else frozenset())

    @property
    def chosen(self) -> RequestFact | None:
        """The selected request."""
        return self.requests[self.index] if 0 <= self.index < len(self.requests) else None

    @property
    def customer(self) -> CustomerFact | None:
        """Whose account the chosen request is about."""
        return self.holders.get(self.chosen.request) if self.chosen else None

    @property
    def mandate(self) -> MandateFact | None:
        """Who signs for the account that the chosen request is about."""
        return self.mandates.get(self.chosen.request) if self.chosen else None

    @property
    def insight(self) -> Insight | None:
        """What the server computed about the chosen request."""
        return self.insights.get(self.chosen.request) if self.chosen else None

    @property
    def mine(self) -> bool:
        """Whether the reader made the chosen request."""
        return self.chosen is not None and self.chosen.maker == self.user

    @property
    def waits(self) -> bool:
        """Whether the chosen request waits for a decision."""
        return self.chosen is not None and self.chosen.state is RequestState.AWAITING

    @property
    def why_not_decided(self) -> str:
        """Why the reader cannot decide the chosen request: none, right, own, decided, offline, or "" where they can."""
        if self.chosen is None:
            return "none"
        if self.mine:
            return "own"
        if not self.may_decide:
            return "right"
        if not self.waits:
            return "decided"
        # What was seen may have changed by the time it is sent: decisions are never queued.
        return "" if self.online else "offline"

    @property
    def can_lessen(self) -> bool:
        """Whether less than all can be approved: of cash, and of what somebody wants to borrow."""
        return self.chosen is not None and (self.chosen.is_permit or self.chosen.kind == "apply_for_loan")

    @property
    def reason_needed(self) -> bool:
        """Whether a yes needs words: where less is approved, and where the score is high."""
        return self.less is not None or (self.insight is not None and self.insight.level == "high")

    @property
    def why_not_approved(self) -> str:
        """Why the yes is off now, as ``why_not_decided``, or ``reason``."""
        return self.why_not_decided or ("reason" if self.reason_needed and not self.reason.strip() else "")

    @property
    def why_not_declined(self) -> str:
        """Why the no is off now: it always needs words."""
        return self.why_not_decided or ("" if self.reason.strip() else "reason")

    @property
    def can_withdraw(self) -> bool:
        """Whether the reader can take the chosen request back, also a permit that was not used."""
        return self.mine and (self.waits or self.can_pay)

    @property
    def can_pay(self) -> bool:
        """Whether the chosen request is the reader's own and a permit that was not used yet."""
        chosen = self.chosen
        return chosen is not None and self.mine and chosen.is_permit and chosen.state is RequestState.APPROVED

    @property
    def can_say(self) -> bool:
        """Whether a question (of the decider) or an answer (of the maker) can be sent."""
        return self.waits and self.online and (self.mine or self.may_decide)

    @property
    def my_delegation(self) -> DelegationFact | None:
        """Who decides in the reader's place now."""
        return next((one for one in self.lent if one.by == self.user), None)
