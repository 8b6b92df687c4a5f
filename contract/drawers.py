"""Drawers, their sessions, counts and leases. In the strict blind mode no total leaves the server before a count is in."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contract.base import Command, Fact, Result, Wire
from contract.ids import Id
from contract.ink import Ink
from contract.money import CurrencyCode, Pieces
from contract.receipts import UnusedReceipt

Counted = Annotated[Pieces, msgspec.Meta(max_length=40)]
Amount = Annotated[int, msgspec.Meta(ge=0, le=99_999_999_999_999)]
Counter = Annotated[int, msgspec.Meta(ge=0, le=999_999)]
"""A receipt's counter within its lease; 0 where none was given out."""


class SessionState(StrEnum):
    """open → counted (no more postings) → closed. ``awaiting`` while a manager weighs a variance above tolerance.

    ``unsigned`` comes before open at a drawer of two signatures: counted and booked, and no cash moves until the custodian signs.
    """

    UNSIGNED = "unsigned"
    OPEN = "open"
    COUNTED = "counted"
    AWAITING = "awaiting"
    CLOSED = "closed"


class AddDrawer(Command, frozen=True, tag="add_drawer"):
    """A till: its standing float by denomination, its bounds in minor units.

    ``two_sign``: who keeps the vault signs each opening, too. ``minimum``: below it the till wants cash from the vault; 0 is none.
    """

    drawer: Id
    number: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{2,4}(?!\n)$")]
    branch: Id
    currency: CurrencyCode
    standing_float: Counted
    soft_max: Amount
    hard_max: Amount
    insured: Amount
    tolerance: Amount = 1000
    second_count_above: Amount = 5000
    offline_budget: Amount = 2_000_000
    two_sign: bool = False
    minimum: Amount = 0


class FundVault(Command, frozen=True, tag="fund_vault"):
    """Cash from head office into a branch's vault."""

    branch: Id
    currency: CurrencyCode
    pieces: Counted


class OpenDrawer(Command, frozen=True, tag="open_drawer"):
    """Take a drawer with what was counted: the float from the vault, or what was left in it at the last close."""

    session: Id
    drawer: Id
    counted: Counted


class SignOpening(Command, frozen=True, tag="sign_opening"):
    """The custodian's signature, or their yes beside the cashier, under an opening as booked: it is open. ``ink``: from a pad."""

    session: Id
    ink: Ink = ""


class RefuseOpening(Command, frozen=True, tag="refuse_opening"):
    """The custodian does not sign, or takes back what the cashier declined: what was booked is undone, the float lies where it lay,
    the session is over."""

    session: Id
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]


class DeclineFloat(Command, frozen=True, tag="decline_float"):
    """The cashier does not take the float that was counted: no cash moves any more, and the custodian takes it back (``RefuseOpening``)."""

    session: Id
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]


class CallCustodian(Command, frozen=True, tag="call_custodian"):
    """The cashier calls once more who keeps the vault: the opening waits for their signature, or a declined float for their hands."""

    session: Id


class ContinueDrawer(Command, frozen=True, tag="continue_drawer"):
    """Go on with an open session at this device: a new lease."""

    session: Id


class SubmitCount(Command, frozen=True, tag="submit_count"):
    """A blind count. Every attempt is kept. Postings stop with the first.
    ``last_receipt`` is the last counter that the workstation gave out under the lease: what is missing up to it is a gap.
    """

    session: Id
    attempt: Id
    counted: Counted
    last_receipt: Counter = 0


class PostTo(StrEnum):
    """The account that a close's variance goes to: the drawer's over/short, or the vault's difference, where the float was not what its
    strap said and the till only found out later."""

    OVER_SHORT = "over_short"
    VAULT = "vault"


class CloseDrawer(Command, frozen=True, tag="close_drawer"):
    """Close on the last count. The variance goes to ``post_to``: over/short, which a manager accepts first above the tolerance, or the
    vault's difference, which a manager always accepts: nobody takes a shortage off their own drawer.
    ``last_receipt`` as in ``SubmitCount``; ``missing_receipts`` names counters one by one where somebody knows them.
    """

    session: Id
    reason: Annotated[str, msgspec.Meta(max_length=400)] = ""
    missing_receipts: Annotated[tuple[int, ...], msgspec.Meta(max_length=200)] = ()
    last_receipt: Counter = 0
    post_to: PostTo = PostTo.OVER_SHORT


class ForceCloseDrawer(Command, frozen=True, tag="force_close_drawer"):
    """A manager counts and closes somebody's drawer who is not there. The difference stays to be accepted."""

    session: Id
    attempt: Id
    counted: Counted
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]


class TakeOverDrawer(Command, frozen=True, tag="take_over_drawer"):
    """The taker of a hand-over goes on with the drawer: ``count``, which both shared, closes ``taken`` and opens ``session``."""

    session: Id
    taken: Id
    count: Id


class DrawerFact(Fact, frozen=True, tag="drawer"):
    """What everybody at the branch may know of a drawer. ``session`` and ``cashier`` are empty while it is closed."""

    drawer: Id
    number: str
    branch: Id
    currency: str
    soft_max: int
    hard_max: int
    insured: int
    tolerance: int
    session: str = ""
    cashier: str = ""
    carried_forward: bool = False
    two_sign: bool = False
    minimum: int = 0


class SessionFact(Fact, frozen=True, tag="session"):
    """A session without any total: what its cashier may see before the count. ``limit`` is normal, near or over, in words.

    ``low``: below the drawer's minimum. A field of its own, for an older workstation knows three words of ``limit``.

    ``signed_by`` is the name of the custodian who signed its opening. ``refused`` is why it is not to be: in an unsigned session the
    cashier's reason, and the float is on its way back; in a closed one that it is back. ``cashier_ink`` and ``custodian_ink`` are the
    SHA-256 of what they drew on a pad beneath it.
    """

    session: Id
    drawer: Id
    number: str
    branch: Id
    currency: str
    cashier: Id
    device: Id
    lease: int
    state: SessionState
    business_date: str
    opened_at: str
    postings: int = 0
    limit: str = "normal"
    offline_budget: int = 0
    closed_at: str = ""
    signed_by: str = ""
    signed_at: str = ""
    refused: str = ""
    low: bool = False
    called_at: str = ""
    cashier_ink: str = ""
    custodian_ink: str = ""

    @property
    def cash_word(self) -> str:
        """How the cash stands to the drawer's bounds: low, normal, near or over."""
        return "low" if self.low else self.limit


class CountLine(Wire, frozen=True):
    """An attempt as kept, ``pieces`` empty of one of an older server. ``missing_entries``: what the workstation left out by then."""

    attempt: Id
    number: int
    at: str
    by: Id
    total: int
    expected: int
    variance: int
    pieces: Pieces = {}
    missing_entries: int = 0


class Movement(Wire, frozen=True):
    """A line of the reconciliation: a kind of movement, how many, and its signed sum in minor units."""

    kind: str
    items: int
    amount: int


class ReconciliationFact(Fact, frozen=True, tag="reconciliation"):
    """Everything about a session that the blind count hid, sent once a count is in. ``receipts`` are the first and last number used."""

    session: Id
    drawer: Id
    cashier: Id
    branch: Id
    currency: str
    business_date: str
    opening: int
    movements: tuple[Movement, ...]
    expected: int
    expected_pieces: Pieces
    counted: int
    counted_pieces: Pieces
    variance: int
    tolerance: int
    attempts: tuple[CountLine, ...]
    over_short_before: int
    state: SessionState
    reason: str = ""
    accepted_by: str = ""
    request: str = ""
    first_seq: int = 0
    last_seq: int = 0
    hash_tail: str = ""
    receipt_gaps: tuple[str, ...] = ()
    late_entries: int = 0
    amended: int = 0
    verification: str = ""
    opened_at: str = ""
    closed_at: str = ""
    recent: tuple[tuple[str, int], ...] = ()
    forced_by: str = ""
    post_to: PostTo = PostTo.OVER_SHORT
    unused_receipts: tuple[UnusedReceipt, ...] = ()
    receipts: tuple[str, ...] = ()


class DrawerTotalsFact(Fact, frozen=True, tag="drawer_totals"):
    """Live totals for those who may see them: never the cashier of a strict blind drawer."""

    session: Id
    drawer: Id
    branch: Id
    currency: str
    balance: int
    pieces: Pieces
    cash_in: int
    cash_out: int


class BookedLine(Wire, frozen=True):
    """A leg of an internal account as a person reads it: the chart's code, the drawer's number where there is one, one side's amount."""

    code: str
    detail: str = ""
    debit: int = 0
    credit: int = 0


class DrawerOpened(Result, frozen=True, tag="drawer_opened"):
    """What the opening count is compared with, and ``booked``: every leg of its entry (none where an equal count moved nothing).

    ``counts``: how often it was counted, 2 where the first was too far off.
    """

    session: Id
    lease: int
    sent: Pieces
    sent_total: int
    counted_total: int
    difference: int
    carried_forward: bool
    business_date: str
    booked: tuple[BookedLine, ...] = ()
    counts: int = 1


class DrawerBefore(Wire, frozen=True):
    """How a drawer's last session ended, for who opens it next. Never what lies in it: the opening count is blind.

    ``variance`` (minor units) and ``accepted`` are for those who may know them: whose session it was, and who sees totals. ``session``
    is "" where the drawer was never closed. ``own_number`` is the drawer that the reader closed last, on ``own_date``.
    """

    session: str = ""
    number: str = ""
    business_date: str = ""
    closed_at: str = ""
    cashier: str = ""
    left_in: bool = False
    variance: int | None = None
    accepted: bool = False
    forced: bool = False
    own_number: str = ""
    own_date: str = ""


class LeaseGranted(Result, frozen=True, tag="lease_granted"):
    session: Id
    lease: int
    business_date: str


class CountTaken(Result, frozen=True, tag="count_taken"):
    session: Id
    number: int
    counted: int
    expected: int
    variance: int
    within_tolerance: bool
    second_count_needed: bool


class DrawerClosed(Result, frozen=True, tag="drawer_closed"):
    session: Id
    variance: int
    verification: str
