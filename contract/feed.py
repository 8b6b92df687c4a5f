"""The journal as a client may see it: facts, entries, batches and snapshots.

A batch says ``after`` and ``upto``, so what was filtered out is no gap. Snapshot pages hold the same facts as entries do: a replica is
whatever the facts say, whichever way they came.
"""

from typing import Annotated, Any

import msgspec

from contract import (
    advances,
    approvals,
    branches,
    counts,
    customers,
    drawers,
    floats,
    imports,
    ledger,
    loans,
    notices,
    products,
    staff,
    standin,
    variances,
    vault,
)
from contract.base import Fact, Wire
from contract.errors import ErrorCode, Rejected


class Gone(Fact, frozen=True, tag="gone"):
    """The reader has left the audience of (topic, key): drop it. ``topic`` is the tag of the fact that stated it."""

    topic: str
    key: str


AnyFact = (
    Gone
    | staff.UserFact
    | staff.DeviceFact
    | staff.RoleFact
    | staff.LimitFact
    | branches.BranchFact
    | branches.DayReportFact
    | branches.TillFact
    | customers.CustomerFact
    | customers.MandateFact
    | ledger.AccountFact
    | ledger.TransactionFact
    | products.ProductFact
    | drawers.DrawerFact
    | drawers.SessionFact
    | drawers.ReconciliationFact
    | drawers.DrawerTotalsFact
    | floats.FloatSlipFact
    | vault.StockFact
    | vault.VaultFact
    | vault.CashMoveFact
    | vault.RequisitionFact
    | counts.SpotCountFact
    | counts.CountResultFact
    | variances.VarianceFact
    | variances.OverShortFact
    | advances.AdvanceFact
    | loans.LoanProductFact
    | loans.LoanFact
    | approvals.RequestFact
    | approvals.RequestLineFact
    | approvals.DelegationFact
    | approvals.ApprovalRuleFact
    | standin.StandInFact
    | standin.StandInCodeFact
    | notices.NoticeFact
)
FACT_TYPES: tuple[type[Fact], ...] = AnyFact.__args__

AnyResult = (
    ledger.Posted
    | ledger.AccountOpened
    | drawers.DrawerOpened
    | drawers.LeaseGranted
    | drawers.CountTaken
    | drawers.DrawerClosed
    | floats.CountAgain
    | floats.OpeningReviewed
    | vault.Moved
    | vault.Asked
    | counts.CountKept
    | variances.VarianceMoved
    | advances.AdvanceMoved
    | loans.LoanMoved
    | approvals.Requested
    | approvals.Decided
    | imports.Imported
)


class Executed(Wire, frozen=True, tag="executed", tag_field="outcome"):
    """It is booked: ``seq`` is its place in the journal for ever."""

    seq: int
    result: AnyResult | None = None


class Refused(Wire, frozen=True, tag="refused", tag_field="outcome"):
    """A rule said no, and the journal remembers that it did."""

    seq: int
    problem: Rejected


class Awaiting(Wire, frozen=True, tag="awaiting", tag_field="outcome"):
    """A second person is asked. Resending answers with the request's state of then."""

    seq: int
    result: approvals.Requested
    state: approvals.RequestState = approvals.RequestState.AWAITING


class NotTaken(Wire, frozen=True, tag="not_taken", tag_field="outcome"):
    """One of a list that left no receipt; the others may have."""

    code: ErrorCode
    params: dict[str, Any] = {}


AnyOutcome = Executed | Refused | Awaiting
AnyAnswer = Executed | Refused | Awaiting | NotTaken


class Entry(Wire, frozen=True):
    """One journal row as this reader may see it. ``command`` and ``answer`` are there for the command's maker only."""

    seq: int
    at: str
    facts: tuple[AnyFact, ...] = ()
    command: str = ""
    answer: AnyOutcome | None = None


class Batch(Wire, frozen=True, tag="batch", tag_field="message"):
    """Entries with ``after < seq <= upto``. ``head_hash`` is the chain's hash at ``upto``."""

    after: int
    upto: int
    head_hash: str
    safe_seq: int
    entries: tuple[Entry, ...] = ()


class Resync(Wire, frozen=True, tag="resync", tag_field="message"):
    """Fetch a snapshot: the reader is too far behind, its scope changed, or an import went through."""

    reason: Annotated[str, msgspec.Meta(pattern=r"^(too_far_behind|scope|import|epoch|version)(?!\n)$")]


class Hello(Wire, frozen=True, tag="hello", tag_field="message"):
    """The server's first word on a feed. ``wants_report``: it was restored, and this workstation has not yet said that all is sent again."""

    epoch: str
    scope: str
    head: int
    safe_seq: int
    server_time: str
    wants_report: bool = False


class Bye(Wire, frozen=True, tag="bye", tag_field="message"):
    """The server's last word: why it closes."""

    code: ErrorCode


ServerMessage = Hello | Batch | Resync | Bye


class Follow(Wire, frozen=True, tag="follow", tag_field="message"):
    """The client's first and only word: from where, and what it believes the world to be. ``made`` is the last counter that its device
    gave out (0: not said): what the bank has not had of it waits there.
    """

    after: int
    epoch: str = ""
    scope: str = ""
    head_hash: str = ""
    made: int = 0


class SnapshotPage(Wire, frozen=True):
    """Facts of a snapshot begun at ``seq``; ``next`` continues it. After the last page follow entries after ``seq``."""

    seq: int
    epoch: str
    scope: str
    head_hash: str
    facts: tuple[AnyFact, ...]
    next: str | None = None
