"""What the drawer reconciliation slip takes as input (PRINT 6, 01): frozen values in minor units."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from teller_app.printing.facts import Currency, Duplicate, Run, Stamp, Status, Verification


class Flow(StrEnum):
    """Kinds of movement, in the order of the slip; the kind says the side, so amounts are never signed."""

    OPENING = "opening"
    FROM_VAULT = "from_vault"
    FROM_DRAWER = "from_drawer"
    DEPOSITS = "deposits"
    REPAYMENTS = "repayments"
    RECOVERIES = "recoveries"
    FEES = "fees"
    REVERSED_IN = "reversed_in"
    LATE_IN = "late_in"
    WITHDRAWALS = "withdrawals"
    DISBURSALS = "disbursals"
    ADVANCES = "advances"
    REVERSED_OUT = "reversed_out"
    LATE_OUT = "late_out"
    TO_DRAWER = "to_drawer"
    TO_VAULT = "to_vault"
    SUSPECT = "suspect"


INTO_DRAWER = frozenset(
    {
        Flow.OPENING,
        Flow.FROM_VAULT,
        Flow.FROM_DRAWER,
        Flow.DEPOSITS,
        Flow.REPAYMENTS,
        Flow.RECOVERIES,
        Flow.FEES,
        Flow.REVERSED_IN,
        Flow.LATE_IN,
    }
)
# A signed document prints zero instead of leaving a line out (PRINT 1.6); these lines are always there.
ALWAYS_PRINTED = (
    Flow.OPENING, Flow.FROM_VAULT, Flow.DEPOSITS, Flow.REPAYMENTS, Flow.FEES,
    Flow.WITHDRAWALS, Flow.DISBURSALS, Flow.ADVANCES, Flow.TO_VAULT,
)  # fmt: skip


class Movement(msgspec.Struct, frozen=True):
    """One line: amount >= 0, number of items, and the voucher it rests on (short form for the roll)."""

    kind: Flow
    amount_minor: int
    items: int | None = None
    detail: str | None = None
    short_detail: str | None = None

    def effect(self) -> int:
        """What the line does to the drawer, in minor units: positive in, negative out."""
        return self.amount_minor if self.kind in INTO_DRAWER else -self.amount_minor


class Form(StrEnum):
    """Notes and coins are counted side by side."""

    NOTE = "note"
    COIN = "coin"


class CountLine(msgspec.Struct, frozen=True):
    """Pieces of one denomination: what the books say and what was counted."""

    denomination_minor: int
    form: Form
    system: int
    counted: int


class Attempt(msgspec.Struct, frozen=True):
    """One blind count. Every attempt is kept and printed; the last one stands.

    ``expected_minor`` is what the books said then; None where nothing became known since, so that it is what the slip says.
    """

    at: datetime
    by: str
    counted_minor: int
    recount: bool = False
    expected_minor: int | None = None

    def off(self, expected: int) -> int:
        """Over (positive) or short, in minor units, where the slip now says ``expected``."""
        return self.counted_minor - (expected if self.expected_minor is None else self.expected_minor)


class Cause(msgspec.Struct, frozen=True):
    """A likely cause, ranked by its place. `short` is the form for the roll."""

    runs: tuple[Run, ...]
    short: str
    confirmed: bool = False


class DayVariance(msgspec.Struct, frozen=True):
    """The over (positive) or short (negative) of one business day."""

    day: date
    minor: int


class OverShort(msgspec.Struct, frozen=True):
    """The record of this drawer: `days` ends with today and holds up to 14 business days.

    `elsewhere_minor` is what of the session's variance went to another account than the drawer's own over/short.
    """

    brought_forward_minor: int
    cumulative_minor: int
    days: tuple[DayVariance, ...]
    elsewhere_minor: int = 0


class Side(StrEnum):
    """The side of a booking leg."""

    DEBIT = "debit"
    CREDIT = "credit"


class BookingLeg(msgspec.Struct, frozen=True):
    """One leg of the over/short booking; accepted by whom and until when it is to be resolved. `journal` is 0 before it is booked.

    ``late``: booked by the entries that came after the count. Their other side lies on customers' accounts, each with its own row.
    """

    account: str
    name: str
    side: Side
    amount_minor: int
    journal: int
    accepted: str
    resolve_by: date | None = None
    late: bool = False

    @property
    def effect(self) -> int:
        """On the account: a credit is over (positive), a debit short, in minor units."""
        return self.amount_minor if self.side is Side.CREDIT else -self.amount_minor


class SetApart(msgspec.Struct, frozen=True):
    """Mutilated notes or cheques, handed to the vault with the slip."""

    label: str
    pieces: int
    amount_minor: int
    handed_over_as: str


class UnusedNumber(msgspec.Struct, frozen=True):
    """A receipt number without a posting that is accounted for: `why` is a key of the words, `instead` what it was paid under."""

    receipt: str
    why: str
    instead: str = ""


class Journal(msgspec.Struct, frozen=True):
    """The journal range of the session and the hashes (hex) at its ends."""

    first: int
    last: int
    first_hash: str
    tail_hash: str


class Signer(msgspec.Struct, frozen=True):
    """A person who signs: name, role as printed ("Cashier"), staff code."""

    name: str
    role: str
    code: str


class Amendment(msgspec.Struct, frozen=True):
    """This slip replaces an earlier one, for example after late entries."""

    number: int
    replaces: str
    reason: str


class SlipFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One reconciliation. expected, counted, variance and cumulative are re-added from the lines before printing."""

    number: str
    currency: Currency
    status: Status
    drawer: str
    drawer_line: str
    business_date: date
    session: str
    opened_at: datetime
    closed_at: datetime
    workstation: str
    journal: Journal
    expected_minor: int
    counted_minor: int
    variance_minor: int
    movements: tuple[Movement, ...]
    counts: tuple[CountLine, ...]
    attempts: tuple[Attempt, ...]
    over_short: OverShort
    cashier: Signer
    supervisor: Signer
    printed: Stamp
    verification: Verification | None
    opened_how: str = ""
    attempts_note: str | None = None
    causes: tuple[Cause, ...] = ()
    note: str | None = None
    booking: tuple[BookingLeg, ...] = ()
    tolerance_minor: int | None = None
    set_apart: tuple[SetApart, ...] = ()
    receipt_range: str | None = None
    missing_entries: int = 0
    receipt_gaps: tuple[str, ...] = ()
    unused: tuple[UnusedNumber, ...] = ()
    statement: str | None = None
    amendment: Amendment | None = None
    duplicate: Duplicate | None = None
