"""The branch's day as one frozen state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from contract.advances import AdvanceFact
from contract.approvals import RequestFact
from contract.branches import BranchFact, DayFigures, DayReportFact, HourCash, TillFact
from contract.drawers import DrawerFact, DrawerTotalsFact, ReconciliationFact, SessionFact
from contract.forecast import WeekBefore
from contract.notices import NoticeFact
from contract.staff import UserFact
from contract.variances import VarianceFact
from contract.vault import CashMoveFact, StockFact, VaultFact
from teller_app.room_model import RoomState


@dataclass(frozen=True)
class Check:
    """One check of the board. ``group`` is branch, vault, drawers or papers; ``code`` has words, ``about`` names it.

    ``owner`` is a person's id, "" where the managers or custodians own it. ``since`` is a stamp. ``act`` is nudge, decide or "".
    """

    group: str
    code: str
    about: str = ""
    ready: bool = False
    owner: str = ""
    since: str = ""
    act: str = ""

    @property
    def key(self) -> str:
        """What it is about, for the list."""
        return f"{self.code}:{self.about}"


@dataclass(frozen=True)
class Point:
    """A drawer's balance (minor units) at a minute, counted since 1970."""

    minute: int
    balance: int


@dataclass(frozen=True)
class Seen:
    """What the replica says of the branch now. ``closed`` are the day's closed sessions with what they left, in their order."""

    branch: BranchFact | None = None
    drawers: tuple[DrawerFact, ...] = ()
    sessions: tuple[SessionFact, ...] = ()
    totals: Mapping[str, DrawerTotalsFact] = field(default_factory=dict)
    stocks: tuple[StockFact, ...] = ()
    vaults: tuple[VaultFact, ...] = ()
    moves: tuple[CashMoveFact, ...] = ()
    requests: tuple[RequestFact, ...] = ()
    variances: tuple[VarianceFact, ...] = ()
    advances: tuple[AdvanceFact, ...] = ()
    people: tuple[UserFact, ...] = ()
    report: DayReportFact | None = None
    tills: tuple[TillFact, ...] = ()
    closed: tuple[ReconciliationFact, ...] = ()

    def away(self, session: str) -> TillFact | None:
        """The till of this session, if it is away."""
        return self._away.get(session)

    @cached_property
    def _away(self) -> Mapping[str, TillFact]:
        return {till.session: till for till in self.tills}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Everybody's name by their id: a branch of two hundred drawers asks for as many."""
        return {person.user: person.full_name for person in self.people}

    @cached_property
    def staff_numbers(self) -> Mapping[str, str]:
        """Everybody's staff number by their id: it decides the avatar's hue, as everywhere."""
        return {person.user: person.staff_number for person in self.people}


@dataclass(frozen=True)
class BranchState(RoomState):
    """``wanted`` is the currency that was chosen. ``figures`` are of the last report: the closing one (Z) of a closed day, else the
    mid-day one (X) of ``figures_at``. ``x`` are those of the last mid-day report that was read here, at ``x_at``; ``fault`` is the key
    of the selected exception of the day's end.

    ``usual`` is customers' cash by the hour of a usual day, ``week_before`` what was posted by now a week ago, ``until`` the minute of the
    day at which the last cash usually moved (0: not known). ``alerts`` are notices that this person has not seen, ``alert`` the key of
    the selected row of what waits: ``request:<id>`` or ``alert:<id>``. ``nudged`` says when which check was nudged from here. ``chosen`` is the key of the selected blocker.
    ``risks`` are level and score of the requests that wait, by their id.

    ``trials`` says by currency as of which journal row debits and credits were compared, and by how much they differ.
    ``courses`` are the drawers' balances so far by session, ``late`` the minutes that a bag on its way is over what is usual, by transfer.
    """

    wanted: str = ""
    user: str = ""
    home: str = ""
    may_run: bool = False
    may_decide: bool = False
    may_vault: bool = False
    seen: Seen = Seen()
    checks: tuple[Check, ...] = ()
    figures: tuple[DayFigures, ...] = ()
    figures_at: str = ""
    x: tuple[DayFigures, ...] = ()
    x_at: str = ""
    fault: str = ""
    trials: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    usual: tuple[HourCash, ...] = ()
    week_before: WeekBefore | None = None
    until: int = 0
    courses: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    late: Mapping[str, int] = field(default_factory=dict)
    alerts: tuple[NoticeFact, ...] = ()
    alert: str = ""
    nudged: Mapping[str, str] = field(default_factory=dict)
    risks: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    chosen: str = ""
    reason: str = ""
    next_date: str = ""

    @cached_property
    def currencies(self) -> tuple[str, ...]:
        """Those that the branch has a drawer, a vault or figures in; the bank's own where it has none yet."""
        found = {item.currency for item in self.seen.drawers} | {item.currency for item in self.seen.vaults}
        found |= {item.currency for item in self.figures}
        return tuple(sorted(found, key=lambda code: (code != "GHS", code))) or ("GHS",)

    @cached_property
    def currency(self) -> str:
        """What the tie-out and the proof sheet are shown in. Every row of two hundred drawers asks for it."""
        return self.wanted if self.wanted in self.currencies else self.currencies[0]

    @cached_property
    def blockers(self) -> tuple[Check, ...]:
        """What still holds up the close: first what waits for whoever decides, then the rest in the evening's order."""
        found = [check for check in self.checks if not check.ready]
        return tuple(sorted(found, key=lambda check: not (self.may_decide and check.act == "decide")))

    @cached_property
    def ready(self) -> int:
        """How many checks are ready."""
        return sum(check.ready for check in self.checks)

    @property
    def ties(self) -> bool:
        """Whether nothing that was read says that cash is not the ledger's."""
        return all(item.ties for item in self.figures)

    @property
    def open(self) -> bool:
        """Whether the business day is open."""
        return self.seen.branch is not None and self.seen.branch.open

    @property
    def paused_by(self) -> str:
        """Who keeps the open day from being closed, "" while nobody does."""
        branch = self.seen.branch
        return branch.paused_by if branch is not None and branch.open else ""

    @property
    def till(self) -> TillFact | None:
        """The till that is away which the selected blocker is about."""
        check = self.blocker
        if check is None or check.code != "till_away":
            return None
        return next((till for till in self.seen.tills if till.number == check.about), None)

    @property
    def blocker(self) -> Check | None:
        """The selected blocker."""
        return next((check for check in self.blockers if check.key == self.chosen), None)

    def name(self, user: str) -> str:
        """A person's name, the tail of the id for somebody out of sight."""
        return self.seen.names.get(user) or user[-8:].upper()
