"""What the papers of a cash advance take as input: frozen values in minor units."""

from datetime import date, datetime

import msgspec

from teller_app.printing.facts import Currency, Duplicate, Stamp, Verification


class AdvanceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A payment or a retirement (``what`` paid, retired). ``pieces`` are (unit as printed, what one is worth, how many).

    ``amount_minor`` is what was paid, or what this retirement settled: ``spent`` by ``receipts`` and ``back`` in cash. ``left`` is owed after.
    """

    number: str
    currency: Currency
    what: str
    person: str
    purpose: str
    due: date
    approved_by: str
    by: str
    drawer: str
    business_date: date
    at: datetime
    amount_minor: int
    advanced: int
    left: int
    printed: Stamp
    verification: Verification
    pieces: tuple[tuple[str, int, int], ...] = ()
    spent: int = 0
    back: int = 0
    receipts: tuple[str, ...] = ()
    duplicate: Duplicate | None = None
