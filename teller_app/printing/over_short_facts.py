"""What the over/short record takes as input: frozen values in minor units."""

from datetime import date, datetime

import msgspec

from teller_app.printing.facts import Currency, Duplicate, Stamp, Verification
from teller_app.printing.slip_facts import Cause


class Step(msgspec.Struct, frozen=True):
    """One step of settling it: what happened as printed, when, by whom, and how much of it that settled."""

    what: str
    at: datetime
    by: str
    settled: int


class OverShortFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One close that was off. ``amount_minor`` is over (positive) or short; ``over``, ``short`` and ``count`` are all the cashier's.
    ``amended`` counts the entries after the count that are in it.
    """

    number: str
    currency: Currency
    drawer_line: str
    cashier: str
    business_date: date
    at: datetime
    amount_minor: int
    reason: str
    forced_by: str
    steps: tuple[Step, ...]
    over: int
    short: int
    count: int
    printed: Stamp
    verification: Verification
    causes: tuple[Cause, ...] = ()
    duplicate: Duplicate | None = None
    amended: int = 0
