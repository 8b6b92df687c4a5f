"""What a count sheet takes as input: what was counted, or nothing where it is to be written on; frozen, in minor units."""

from datetime import date, datetime

import msgspec

from teller_app.printing.facts import Currency, Duplicate, Stamp, Verification
from teller_app.printing.slip_facts import Form


class Counted(msgspec.Struct, frozen=True):
    """Pieces of one denomination by where they lie; coins are loose. ``suspect`` notes are no cash."""

    denomination_minor: int
    form: Form
    loose: int = 0
    straps: int = 0
    worn: int = 0
    suspect: int = 0

    @property
    def pieces(self) -> int:
        """What counts as cash."""
        return self.loose + self.straps + self.worn


class CountFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One count. ``what`` is a key of the words' kinds, ``place`` "Drawer 04" or "Vault", ``at`` None on a blank sheet.

    ``total_minor`` is re-added from ``lines`` before printing.
    """

    number: str
    currency: Currency
    what: str
    place: str
    branch: str
    business_date: date
    at: datetime | None
    lines: tuple[Counted, ...]
    total_minor: int
    printed: Stamp
    verification: Verification
    counter: str = ""
    witness: str = ""
    witnessed: bool = False
    disputed: bool = False
    reason: str = ""
    witness_hand: str = ""
    attempt: int = 0
    duplicate: Duplicate | None = None

    @property
    def blank(self) -> bool:
        """Whether it is to be written on."""
        return self.what == "blank"

    @property
    def status(self) -> str:
        """What tells its prints apart: before and after the witness has spoken it is not the same paper."""
        if self.blank:
            return "blank"
        return "witnessed" if self.witnessed else "disputed" if self.disputed else "counted"
