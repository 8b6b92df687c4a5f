"""What the voucher of a cash transfer takes as input: frozen values in minor units."""

from datetime import date, datetime

import msgspec

from teller_app.printing.facts import Currency, Duplicate, Stamp, Verification


class Sent(msgspec.Struct, frozen=True):
    """Pieces of one denomination: ``unit`` as printed ("200", "200 worn"), what one is worth, sent, and received once counted."""

    unit: str
    worth_minor: int
    sent: int
    received: int | None = None


class VoucherFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One transfer. ``way`` is "Drawer 04 to vault"; ``copies`` are who keeps each copy, two of them.

    ``people`` are (name, what they sign as), three at most, ``hands`` what they drew on a pad, packed, one each. The total is re-added from ``lines`` before printing.
    """

    number: str
    currency: Currency
    way: str
    copies: tuple[str, str]
    business_date: date
    sent_at: datetime
    lines: tuple[Sent, ...]
    total_minor: int
    people: tuple[tuple[str, str], ...]
    printed: Stamp
    verification: Verification
    received_at: datetime | None = None
    reference: str = ""
    note: str = ""
    hands: tuple[str, ...] = ()
    duplicate: Duplicate | None = None
