"""Branches and their business day. The business date is the branch's fact, apart from any clock."""

from typing import Annotated

import msgspec

from contract.base import Command, Fact, Wire
from contract.calendar import DAY
from contract.ids import Code, Id

IsoDate = Annotated[str, msgspec.Meta(pattern=rf"^({DAY})(?!\n)$")]


class AddBranch(Command, frozen=True, tag="add_branch"):
    branch: Id
    code: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{2,4}(?!\n)$")]
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class OpenBranchDay(Command, frozen=True, tag="open_branch_day"):
    branch: Id
    business_date: IsoDate


class CloseBranchDay(Command, frozen=True, tag="close_branch_day"):
    """After the drawers and the vault. ``reason`` forces it over a vault that nobody counted and over cash that does not tie; never
    over cash that is out. Who does not decide asks a manager, whose approval signs it.
    """

    branch: Id
    business_date: IsoDate
    reason: Annotated[str, msgspec.Meta(max_length=400)] = ""


class PauseDayEnd(Command, frozen=True, tag="pause_day_end"):
    """Nobody closes the branch's day after the step of now until somebody goes on (``paused`` False). The day itself goes on: cash that
    is on its way is received, drawers are counted."""

    branch: Id
    business_date: IsoDate
    paused: bool


class NudgeOwner(Command, frozen=True, tag="nudge_owner"):
    """Remind whoever holds up the close. ``blocker`` is what (a code with words), ``about`` names it as people read it."""

    nudge: Id
    owner: Id
    blocker: Code
    about: Annotated[str, msgspec.Meta(max_length=80)] = ""


class TillAway(Wire, frozen=True):
    """A till with an open drawer that has not been heard of ``since``. ``unsent`` commands waited on it when it was last here."""

    device: Id
    session: Id
    number: str
    branch: Id
    cashier: Id
    since: str
    unsent: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0


class NoteTills(Command, frozen=True, tag="note_tills"):
    """The bank's clock: these tills are away, those (devices) are back."""

    away: Annotated[tuple[TillAway, ...], msgspec.Meta(max_length=500)] = ()
    back: Annotated[tuple[Id, ...], msgspec.Meta(max_length=500)] = ()


class BranchFact(Fact, frozen=True, tag="branch"):
    """``paused_by`` keeps the day from being closed since ``paused_at`` (a stamp); empty while nobody does."""

    branch: Id
    code: str
    name: str
    business_date: str
    open: bool
    paused_by: str = ""
    paused_at: str = ""


class TillFact(Fact, frozen=True, tag="till"):
    """A till that is away, as ``TillAway``; ``since`` is empty once it is back or its drawer is closed."""

    device: Id
    session: Id
    number: str
    branch: Id
    cashier: Id
    since: str = ""
    unsent: int = 0


class DayDrawer(Wire, frozen=True):
    """A drawer's business day: every session's figures together. ``balance`` is what lies in it by its pieces.

    ``late_entries`` became known after a count, for which its slip was ``amended`` so many times.
    """

    drawer: Id
    number: str
    cashier: str
    state: str
    balance: int
    opening: int = 0
    cash_in: int = 0
    cash_out: int = 0
    variance: int = 0
    postings: int = 0
    forced_by: str = ""
    late_entries: int = 0
    amended: int = 0


class HourCash(Wire, frozen=True):
    """Customers' cash of one hour (UTC, 0 to 23), in and out, positive."""

    hour: int
    cash_in: int
    cash_out: int


class BrokenEntry(Wire, frozen=True):
    """A journal row whose leg on a cash account is not what moved in the bag behind it."""

    seq: int
    kind: str
    at: str
    made_by: str
    leg: int
    moved: int
    transaction: str = ""
    receipt: str = ""


class HeldEntry(Wire, frozen=True):
    """A posting that lies in suspense. ``amount`` in minor units, credits positive: somebody's money that the bank keeps; negative: cash
    that was paid and that nobody's account bears yet."""

    seq: int
    kind: str
    at: str
    made_by: str
    amount: int
    transaction: str = ""
    receipt: str = ""


class Broken(Wire, frozen=True):
    """A cash account that is not worth its pieces, or one of whose entries is not what moved. ``holder`` is the bag's name, empty
    where there is none.
    """

    account: str
    holder: str
    ledger: int
    counted: int
    entries: tuple[BrokenEntry, ...] = ()


class DayFigures(Wire, frozen=True):
    """A branch's business day in one currency: the mid-day report (X) and the closing one (Z) are this same calculation.

    ``cash`` is drawers and vault and transit by their pieces, ``ledger`` the cash accounts; they differ by what ``broken`` explains.
    An entry of this day that is not what moved is ``broken`` also where the sums agree. ``suspense`` and ``clearing`` are what stands on
    the branch's accounts of these names, credits positive; ``held`` are the newest postings in suspense that nobody has settled.
    """

    branch: Id
    business_date: str
    currency: str
    drawers: tuple[DayDrawer, ...]
    vault: int
    transit: int
    cash: int
    ledger: int
    over_short: int
    postings: int
    cash_in: int
    cash_out: int
    hours: tuple[HourCash, ...] = ()
    broken: tuple[Broken, ...] = ()
    suspense: int = 0
    clearing: int = 0
    held: tuple[HeldEntry, ...] = ()

    @property
    def off(self) -> int:
        """What cash by its pieces is over (positive) or under the ledger, in minor units."""
        return self.cash - self.ledger

    @property
    def ties(self) -> bool:
        """Whether cash is the ledger's, sum by sum and entry by entry."""
        return not self.off and not self.broken


class DayReport(Wire, frozen=True):
    """``DayFigures`` as of a journal row, read at any time of the day."""

    at: str
    seq: int
    figures: tuple[DayFigures, ...]


class DayReportFact(Fact, frozen=True, tag="day_report"):
    """The closing report (Z) of a branch's day, a fact of the close. ``reason`` is why it was forced, ``signed_by`` the manager: who
    closed it themselves, or who approved that operations did.
    """

    branch: Id
    business_date: str
    at: str
    seq: int
    closed_by: str
    figures: tuple[DayFigures, ...]
    reason: str = ""
    signed_by: str = ""


__all__ = [
    "AddBranch",
    "BranchFact",
    "Broken",
    "BrokenEntry",
    "CloseBranchDay",
    "Code",
    "DayDrawer",
    "DayFigures",
    "DayReport",
    "DayReportFact",
    "HeldEntry",
    "HourCash",
    "IsoDate",
    "NoteTills",
    "NudgeOwner",
    "OpenBranchDay",
    "PauseDayEnd",
    "TillAway",
    "TillFact",
]
