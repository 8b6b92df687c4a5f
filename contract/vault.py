"""The vault and cash on its way: sent, received, exchanged, counted, asked for. Whatever moves the vault takes two people.

A movement that starts or ends in the vault is written down by one person and confirmed by another, named one, from their own
session or beside the first. Between the two steps of a transfer the money belongs to neither side: it is in transit.
"""

from enum import StrEnum
from typing import Annotated

import msgspec

from contract.base import Command, Fact, Result, Wire
from contract.calendar import INSTANT
from contract.drawers import Amount, Counted
from contract.ids import Id
from contract.ink import Ink
from contract.money import CurrencyCode, Minor, Pieces
from contract.staff import Reason

Note = Annotated[str, msgspec.Meta(max_length=140)]
Said = Annotated[str, msgspec.Meta(max_length=400)]


IDLE_LOCK_MIN = 50
"""Minutes without the two of them after which a vault that two unlocked locks by itself, where nothing else is set."""


class Where(StrEnum):
    """The places that cash moves between. The bank is head office, the central bank or a cash centre: whoever supplies the vault."""

    VAULT = "vault"
    DRAWER = "drawer"
    BANK = "bank"


class Place(Wire, frozen=True):
    """One side of a movement. ``drawer`` names the till where ``where`` is a drawer."""

    where: Where
    drawer: Id | None = None


class MoveKind(StrEnum):
    """``open`` unlocks the vault after it was counted for the night. ``sort`` puts notes into other buckets where they lie,
    ``suspect`` keeps a customer's doubtful notes at a drawer."""

    TRANSFER = "transfer"
    EXCHANGE = "exchange"
    COUNT = "count"
    OPEN = "open"
    SORT = "sort"
    SUSPECT = "suspect"


class MoveState(StrEnum):
    """proposed (waits for the second person) → sent → counted (waits for the second person) → received.

    A drawer sends and receives alone: proposed and counted are the vault's. An exchange, a count and the opening go from proposed
    to received. refused and withdrawn end it; a refusal of what was sent gives it back to the sender.
    """

    PROPOSED = "proposed"
    SENT = "sent"
    COUNTED = "counted"
    RECEIVED = "received"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class SetVault(Command, frozen=True, tag="set_vault"):
    """The bounds of a branch's vault in minor units; 0 is no bound. ``idle_lock_min``: minutes after which it locks by itself, 0 never,
    None as it was."""

    branch: Id
    currency: CurrencyCode
    soft_max: Amount = 0
    insured: Amount = 0
    idle_lock_min: Annotated[int, msgspec.Meta(ge=0, le=24 * 60)] | None = None


class LockedWhy(StrEnum):
    """``idle``: nobody said yes to anything for so long; ``left``: one of the two who unlocked it has signed out."""

    IDLE = "idle"
    LEFT = "left"


class LockVault(Command, frozen=True, tag="lock_vault"):
    """The bank's clock: an unlocked vault ends. Nothing is counted; two unlock it again.

    ``opened_at`` is which unlocking ends, by its stamp; empty in a command of before: whichever there is.
    """

    vault: Annotated[str, msgspec.Meta(max_length=80)]
    why: LockedWhy
    opened_at: Annotated[str, msgspec.Meta(pattern=rf"^({INSTANT})?(?!\n)$", description="RFC 3339, UTC, or empty")] = (
        ""
    )


class SendCash(Command, frozen=True, tag="send_cash"):
    """Step one of a transfer. ``second`` confirms where the vault is the source; what a drawer sends leaves it at once."""

    transfer: Id
    source: Place
    target: Place
    currency: CurrencyCode
    pieces: Counted
    second: Id | None = None
    note: Note = ""
    reference: Note = ""


class ReceiveCash(Command, frozen=True, tag="receive_cash"):
    """Step two, with what was counted. A difference needs its reason and is booked; ``second`` confirms for the vault."""

    transfer: Id
    counted: Counted
    second: Id | None = None
    reason: Said = ""
    reference: Note = ""


class ConfirmCash(Command, frozen=True, tag="confirm_cash"):
    """The named second person says yes, from their own session or beside the first (``SecondHere``): only now does the vault move.

    ``ink`` is their hand from a pad, which the voucher then shows on their line.
    """

    transfer: Id
    ink: Ink = ""


class RefuseCash(Command, frozen=True, tag="refuse_cash"):
    """No. Before the vault moved nothing happened; what was sent goes back to the sender; a count that the second person does
    not share is taken back."""

    transfer: Id
    reason: Reason


class ExchangeCash(Command, frozen=True, tag="exchange_cash"):
    """The same value in other pieces between two places: ``given`` by ``one``, ``taken`` from ``other``. The vault is one of them."""

    transfer: Id
    one: Place
    other: Place
    currency: CurrencyCode
    given: Counted
    taken: Counted
    second: Id


class SortNotes(Command, frozen=True, tag="sort_notes"):
    """The same notes in other buckets of one place: ``taken`` out of theirs, ``put`` into others. A drawer's cashier does it alone,
    the vault takes ``second``. What turns suspect stops being cash, so it needs its reason."""

    transfer: Id
    place: Place
    currency: CurrencyCode
    taken: Counted
    put: Counted
    second: Id | None = None
    reason: Said = ""


class ImpoundNotes(Command, frozen=True, tag="impound_notes"):
    """Doubtful notes that a customer handed over: kept at the maker's drawer, not credited, no cash. ``pieces`` by their plain faces,
    ``giver`` whose they are, ``serials`` the numbers printed on them, ``reason`` what looks wrong."""

    transfer: Id
    currency: CurrencyCode
    pieces: Counted
    giver: Annotated[str, msgspec.Meta(min_length=1, max_length=140)]
    phone: Annotated[str, msgspec.Meta(max_length=20)] = ""
    serials: Note = ""
    reason: Said = ""


class CountVault(Command, frozen=True, tag="count_vault"):
    """The whole vault by denomination. ``closing`` locks it for the night. A difference is booked when the second person confirms."""

    transfer: Id
    currency: CurrencyCode
    counted: Counted
    second: Id
    closing: bool = False
    reason: Said = ""


class OpenVault(Command, frozen=True, tag="open_vault"):
    """Unlock a vault that was counted for the night."""

    transfer: Id
    currency: CurrencyCode
    second: Id


class AskForCash(Command, frozen=True, tag="ask_for_cash"):
    """A drawer's requisition: how much, and in which pieces if the cashier cares."""

    requisition: Id
    amount: Minor
    pieces: Counted = {}
    note: Note = ""


class GrantCash(Command, frozen=True, tag="grant_cash"):
    """As asked or changed: a transfer from the vault that waits for the second person."""

    requisition: Id
    transfer: Id
    pieces: Counted
    second: Id


class DeclineCash(Command, frozen=True, tag="decline_cash"):
    """A custodian says no, or the cashier who asked takes it back."""

    requisition: Id
    reason: Reason


class RequisitionState(StrEnum):
    """asked → granted (as asked or changed) → sent; asked → declined | withdrawn. A granted one that is not sent is asked again."""

    ASKED = "asked"
    GRANTED = "granted"
    SENT = "sent"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class StockFact(Fact, frozen=True, tag="stock"):
    """What lies in a branch's vault or is in transit there: ``vault:<branch>:<currency>``, ``transit:<branch>:<currency>``."""

    holder: str
    branch: Id
    currency: str
    pieces: Pieces
    amount: int


class VaultFact(Fact, frozen=True, tag="vault"):
    """A vault's custody: bounds, whether it is unlocked, and its last count by two people. ``opened_by`` are the two who unlocked it
    last, at ``opened_at``; nobody where it was never locked. ``locks_at`` is when it locks by itself, unless the two say yes to something before;
    empty where it does not."""

    vault: str
    branch: Id
    currency: str
    open: bool
    soft_max: int = 0
    insured: int = 0
    counted: int = 0
    counted_at: str = ""
    counted_on: str = ""
    counted_by: tuple[str, ...] = ()
    closed_on: str = ""
    opened_at: str = ""
    opened_by: tuple[str, ...] = ()
    locks_at: str = ""


class CashMoveFact(Fact, frozen=True, tag="cash_move"):
    """A movement of cash with everybody on it. ``pieces`` is what was sent, given or counted, ``taken`` what an exchange brought back.

    ``waits_for`` is the second person who has to confirm now. ``difference`` is what was received less what was sent.
    ``second_ink`` is the SHA-256 of what the second person drew on a pad.
    """

    transfer: Id
    number: str
    kind: MoveKind
    state: MoveState
    branch: Id
    currency: str
    source: Place
    target: Place
    source_number: str
    target_number: str
    pieces: Pieces
    amount: int
    maker: Id
    at: str
    business_date: str
    taken: Pieces = {}
    second: str = ""
    waits_for: str = ""
    sent_at: str = ""
    receiver: str = ""
    receiver_second: str = ""
    received: Pieces = {}
    received_at: str = ""
    difference: int = 0
    reason: str = ""
    note: str = ""
    reference: str = ""
    requisition: str = ""
    closing: bool = False
    giver: str = ""
    phone: str = ""
    second_ink: str = ""


class RequisitionFact(Fact, frozen=True, tag="requisition"):
    """What a drawer asked for and what became of it."""

    requisition: Id
    number: str
    state: RequisitionState
    branch: Id
    drawer: Id
    drawer_number: str
    session: Id
    currency: str
    amount: int
    asked_by: Id
    at: str
    business_date: str
    pieces: Pieces = {}
    granted: Pieces = {}
    changed: bool = False
    transfer: str = ""
    note: str = ""
    reason: str = ""


class Moved(Result, frozen=True, tag="moved"):
    """Where a movement stands after this step."""

    transfer: Id
    number: str
    state: MoveState
    difference: int = 0


class Asked(Result, frozen=True, tag="asked"):
    requisition: Id
    number: str
