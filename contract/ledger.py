"""Accounts and transactions. A direction is a side, an amount is positive, a transaction's legs never change."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contract.base import Command, Fact, Result, Wire
from contract.hands import Hands, SignedHand
from contract.ids import Code, Id, Sha256, derived_id
from contract.ink import Ink, Unsigned
from contract.money import Money, Pieces
from contract.staff import Name, Reason

Narration = Annotated[str, msgspec.Meta(max_length=140)]
Receipt = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^([0-9]{2,4}-[0-9]{8}-[0-9]{1,4}-[0-9]{4,6})?(?!\n)$", description="drawer-date-lease-counter"
    ),
]


class Side(StrEnum):
    DEBIT = "debit"
    CREDIT = "credit"


class Status(StrEnum):
    """pending → completed | failed; completed → reversed. Nothing else."""

    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"
    REVERSED = "reversed"


class AccountStatus(StrEnum):
    ACTIVE = "active"
    DEBIT_BLOCKED = "debit_blocked"
    CREDIT_BLOCKED = "credit_blocked"
    BLOCKED = "blocked"
    CLOSED = "closed"


class Cash(Wire, frozen=True):
    """The notes and coins that changed hands: ``received`` over the counter to the bank, ``given`` by the bank."""

    received: Pieces = {}
    given: Pieces = {}


class Depositor(Wire, frozen=True):
    """Who pays in, where it is not the holder."""

    name: Name
    phone: Annotated[str, msgspec.Meta(max_length=20)] = ""
    relationship: Annotated[str, msgspec.Meta(max_length=40)] = ""


class OpenAccount(Command, frozen=True, tag="open_account"):
    account: Id
    customer: Id
    product: Code


class Deposit(Command, frozen=True, tag="deposit"):
    """Cash in. ``taken_offline`` says that a PROVISIONAL receipt was handed out: the cash is here, no rule can refuse it."""

    transaction: Id
    account: Id
    amount: Money
    cash: Cash
    receipt: Receipt = ""
    depositor: Depositor | None = None
    narration: Narration = ""
    source_of_funds: Annotated[str, msgspec.Meta(max_length=60)] = ""
    taken_offline: bool = False
    permit: Id | None = None


class StandIn(Wire, frozen=True):
    """The manager's code behind a payment without the server: which one, and the proof that it was given for this very content."""

    code: Id
    proof: Sha256


class Withdraw(Command, frozen=True, tag="withdraw"):
    """Cash out. Over the maker's limit the first one asks; the second, with ``permit``, pays.

    ``paid_offline`` says that the notes were handed over while the server was away, within the drawer's stand-in budget: the cash
    is gone, no rule can refuse it. ``stand_in`` is the manager's code where the amount asked for one. ``ink`` is how the holder signed on
    the pad at the till, ``hands`` how the signatories of the account's mandate did (one of the two), ``unsigned`` why nobody did, or no
    more of them, where it was asked for.
    """

    transaction: Id
    account: Id
    amount: Money
    cash: Cash
    receipt: Receipt = ""
    narration: Narration = ""
    permit: Id | None = None
    paid_offline: bool = False
    stand_in: StandIn | None = None
    ink: Ink = ""
    unsigned: Unsigned | None = None
    hands: Hands = ()


class Transfer(Command, frozen=True, tag="transfer"):
    """``ink``, ``unsigned`` and ``hands`` as beneath a withdrawal."""

    transaction: Id
    debit_account: Id
    credit_account: Id
    amount: Money
    receipt: Receipt = ""
    narration: Narration = ""
    ink: Ink = ""
    unsigned: Unsigned | None = None
    hands: Hands = ()


class ReverseTransaction(Command, frozen=True, tag="reverse_transaction"):
    """Undo a completed transaction by a new, linked one. A cash transaction moves the pieces back through ``cash``."""

    transaction: Id
    original: Id
    reason: Reason
    cash: Cash = Cash()
    receipt: Receipt = ""
    permit: Id | None = None


class RefundFee(Command, frozen=True, tag="refund_fee"):
    """Give a transaction's fee back to the account that paid it, once: ``amount`` minor units of it, with a reason."""

    original: Id
    amount: Annotated[int, msgspec.Meta(ge=1, le=99_999_999_999_999)]
    reason: Reason


def refund_id(original: str) -> str:
    """The id that a fee's refund has: one a transaction, whoever asks."""
    return derived_id("fee_refund", original)


class AccountFact(Fact, frozen=True, tag="account"):
    """``available`` = balance - held - pending debits - minimum + overdraft: the server's figure, never guessed."""

    account: Id
    number: str
    customer: Id
    product: str
    product_name: str
    currency: str
    branch: Id
    status: AccountStatus
    balance: int
    available: int
    held: int = 0
    pending: int = 0
    external_number: str = ""


class TransactionFact(Fact, frozen=True, tag="transaction"):
    """One line of a journal. ``accounts`` are the customers' accounts it touched, the paying one first."""

    transaction: Id
    kind: str
    status: Status
    amount: int
    currency: str
    branch: Id
    business_date: str
    value_date: str
    at: str
    accounts: tuple[Id, ...]
    account_numbers: tuple[str, ...]
    holder: str
    made_by: Id
    drawer: str = ""
    session: str = ""
    receipt: str = ""
    narration: str = ""
    fee: int = 0
    reverses: str = ""
    reversed_by: str = ""
    request: str = ""
    late: bool = False
    in_suspense: bool = False
    balance_after: int | None = None
    verification: str = ""


class Original(Wire, frozen=True):
    """What the first receipt of a transaction said beyond its fact, for a reprint elsewhere. ``cash`` is empty where it is not
    known or not worth the amount; ``device_name`` is the workstation that took the transaction. ``account`` is whose it was meant to be, also where it
    lies in suspense. ``signed`` is who signed on the pad
    (a name that is empty: the holder), ``unsigned`` why nobody did, or no more of them."""

    cash: Cash = Cash()
    depositor: Depositor | None = None
    source_of_funds: str = ""
    device_name: str = ""
    account: str = ""
    signed: tuple[SignedHand, ...] = ()
    unsigned: str = ""


class Posted(Result, frozen=True, tag="posted"):
    transaction: Id
    receipt: str
    business_date: str
    verification: str
    balance_after: int | None = None
    late: bool = False
    in_suspense: bool = False


class AccountOpened(Result, frozen=True, tag="account_opened"):
    account: Id
    number: str


class StatementLine(Wire, frozen=True):
    seq: int
    transaction: str
    kind: str
    side: Side
    amount: int
    balance_after: int
    business_date: str
    value_date: str
    narration: str = ""
    receipt: str = ""


class Statement(Wire, frozen=True):
    """One page of an account's legs in order of sequence; ``next_after`` continues it, None at the end."""

    account: str
    number: str
    currency: str
    balance: int
    lines: tuple[StatementLine, ...]
    next_after: int | None = None
