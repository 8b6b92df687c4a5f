"""What a close left over or short, from its booking to its end: recorded, accepted, recovered in parts, written off, returned."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contract.base import Command, Fact, Result, Wire
from contract.ids import Id
from contract.ledger import Cash, Receipt
from contract.money import Money
from contract.staff import Reason


class VarianceState(StrEnum):
    """recorded (nobody has accepted it) → accepted → settled, when nothing of it is left."""

    RECORDED = "recorded"
    ACCEPTED = "accepted"
    SETTLED = "settled"


class Origin(StrEnum):
    """What left it: a drawer's close or its opening, the vault's count, a transfer that did not arrive as it was sent."""

    CLOSE = "close"
    OPENING = "opening"
    VAULT = "vault"
    TRANSFER = "transfer"


class StepKind(StrEnum):
    ACCEPTED = "accepted"
    RECOVERED = "recovered"
    WRITTEN_OFF = "written_off"
    RETURNED = "returned"


class AcceptVariance(Command, frozen=True, tag="accept_variance"):
    """A manager believes it. Neither whose it is, nor who forced the drawer closed."""

    variance: Id
    note: Annotated[str, msgspec.Meta(max_length=400)] = ""


class RecoverVariance(Command, frozen=True, tag="recover_variance"):
    """A part of a shortage comes back in cash, into the maker's drawer. The first one asks, the second, with ``permit``, takes it."""

    variance: Id
    transaction: Id
    amount: Money
    cash: Cash = Cash()
    receipt: Receipt = ""
    reason: Annotated[str, msgspec.Meta(max_length=400)] = ""
    permit: Id | None = None


class WriteOffVariance(Command, frozen=True, tag="write_off_variance"):
    """What is left of it becomes the bank's loss or gain."""

    variance: Id
    transaction: Id
    reason: Reason


class ReturnVariance(Command, frozen=True, tag="return_variance"):
    """A part of a surplus was a customer's: onto their account."""

    variance: Id
    transaction: Id
    amount: Money
    account: Id
    reason: Reason


class VarianceStep(Wire, frozen=True):
    """One step of its life. ``amount`` is positive, 0 for an acceptance."""

    kind: StepKind
    by: str
    at: str
    amount: int = 0
    approved_by: str = ""
    transaction: str = ""
    note: str = ""


class VarianceFact(Fact, frozen=True, tag="variance"):
    """``amount`` is over (positive) or short, ``left`` what of it is not settled, positive. ``drawer`` is its number, or that of the movement.

    ``turned``: more was settled than there is by now, so that what is left lies on the other side than ``amount``.
    """

    variance: Id
    branch: Id
    currency: str
    drawer: str
    person: Id
    amount: int
    left: int
    state: VarianceState
    business_date: str
    at: str
    reason: str = ""
    forced_by: str = ""
    steps: tuple[VarianceStep, ...] = ()
    turned: bool = False
    origin: Origin = Origin.CLOSE

    @property
    def short(self) -> bool:
        """Whether what is left is missing; else it is too much."""
        return (self.amount < 0) is not self.turned


class OverShortFact(Fact, frozen=True, tag="over_short"):
    """What a person's drawers were over and short in all: ``total`` signed, the others positive, ``count`` of closes that were off."""

    key: str
    person: Id
    branch: Id
    currency: str
    total: int
    over: int
    short: int
    count: int


class VarianceMoved(Result, frozen=True, tag="variance_moved"):
    variance: Id
    left: int
    state: VarianceState
    receipt: str = ""
