"""What printing takes as input: frozen values, filled by the caller, independent of server and contract.

Money is in integer minor units of `Currency`; dates are business dates; instants are timezone-aware and printed in GMT.
Counts of pieces are `{denomination in minor units: pieces}`.
"""

from datetime import date, datetime
from enum import StrEnum

import msgspec


class Currency(msgspec.Struct, frozen=True):
    """A currency as printing needs it; singular and plural names are for the amount in words (PRINT 5)."""

    code: str
    symbol: str
    major: tuple[str, str]
    minor: tuple[str, str]
    short_major: tuple[str, str]
    exponent: int = 2


GHS = Currency("GHS", "GH₵", ("Ghana cedi", "Ghana cedis"), ("pesewa", "pesewas"), ("cedi", "cedis"))
CZK = Currency("CZK", "CZK", ("Czech crown", "Czech crowns"), ("heller", "hellers"), ("crown", "crowns"))


class Bank(msgspec.Struct, frozen=True):
    """The letterhead: two lines on A5 and A4, one short line on A6 and on the roll."""

    name: str
    branch_line: str
    contact_line: str
    short_line: str
    short_name: str


class Stamp(msgspec.Struct, frozen=True):
    """Who printed, when and where. `by` is left out of a first receipt, which names its cashier already."""

    at: datetime
    workstation: str
    by: str | None = None


class Duplicate(msgspec.Struct, frozen=True):
    """The n-th reprint of a document that was printed before. It keeps number and code of the original."""

    number: int
    reprinted: Stamp
    original: Stamp
    reason: str | None = None


class Verification(msgspec.Struct, frozen=True):
    """The code that the server computed (`AMV5-CK6F-1QK5`) and the QR payload that carries the same."""

    code: str
    payload: str


class Status(StrEnum):
    """FINAL: in the bank's books. PROVISIONAL: committed in this workstation's outbox only."""

    FINAL = "final"
    PROVISIONAL = "provisional"


class ReceiptKind(StrEnum):
    """What the customer did."""

    DEPOSIT = "deposit"
    WITHDRAWAL = "withdrawal"
    TRANSFER = "transfer"


class ReceiptFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One receipt (PRINT 6, 03).

    `pieces` are the notes and coins received (deposit) or paid (withdrawal); received less `change_minor` is the amount.
    `party` is who stands at the counter when it is not the holder; a receipt with a party never shows a balance.
    A FINAL receipt has a verification; a PROVISIONAL one has none until the server has spoken.
    """

    kind: ReceiptKind
    status: Status
    number: str
    currency: Currency
    amount_minor: int
    account: str
    holder: str
    product: str
    business_date: date
    at: datetime
    cashier: str
    drawer: str
    printed: Stamp
    verification: Verification | None
    party: str | None = None
    relation: str | None = None
    phone: str | None = None
    narration: str | None = None
    source_of_funds: str | None = None
    to_account: str | None = None
    to_holder: str | None = None
    pieces: dict[int, int] = {}
    change_minor: int = 0
    fee_minor: int | None = None
    balance_minor: int | None = None
    duplicate: Duplicate | None = None


class Run(msgspec.Struct, frozen=True):
    """A stretch of a sentence; `strong` runs are set in SemiBold."""

    text: str
    strong: bool = False
