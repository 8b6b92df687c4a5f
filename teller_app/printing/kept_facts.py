"""What the list of what waits on a workstation takes as input: frozen values in minor units."""

from datetime import datetime

import msgspec

from teller_app.printing.facts import Currency, Duplicate, Stamp


class KeptLine(msgspec.Struct, frozen=True, kw_only=True):
    """One posting: its receipt, who and what it is about, how it stands and why. ``amount_minor`` is signed by the cash: out is negative."""

    receipt: str
    at: datetime
    who: str
    what: str
    amount_minor: int
    outcome: str
    why: str


class KeptFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The list as it stood at ``printed``, of one currency. The bank's books know nothing of it, so no code vouches for it."""

    number: str
    currency: Currency
    workstation: str
    by: str
    lines: tuple[KeptLine, ...]
    total_minor: int
    printed: Stamp
    duplicate: Duplicate | None = None
