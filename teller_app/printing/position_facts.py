"""What the cash position takes as input: the pieces in a drawer at one moment, frozen, in minor units."""

from datetime import date, datetime

import msgspec

from teller_app.printing.facts import Currency, Duplicate, Stamp, Verification
from teller_app.printing.slip_facts import Form


class Held(msgspec.Struct, frozen=True):
    """Pieces of one denomination."""

    denomination_minor: int
    form: Form
    pieces: int


class PositionFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One drawer after one journal row. ``total_minor`` is re-added from ``held`` before printing; ``after`` is a receipt, or ""."""

    number: str
    currency: Currency
    drawer: str
    drawer_line: str
    cashier: str
    business_date: date
    at: datetime
    journal: int
    held: tuple[Held, ...]
    total_minor: int
    printed: Stamp
    verification: Verification
    after: str = ""
    duplicate: Duplicate | None = None
