"""What the trial balance and proof sheet takes as input: frozen values in minor units."""

from datetime import date

import msgspec

from teller_app.printing.facts import Currency, Duplicate, Stamp, Verification


class Account(msgspec.Struct, frozen=True):
    """One line: ``opening`` is positive on the debit side, ``debits`` and ``credits`` are the day's."""

    code: str
    name: str
    opening: int
    debits: int
    credits: int

    @property
    def figures(self) -> tuple[int, int, int, int, int, int]:
        """Opening, movement and closing, each as debit and credit."""
        closing = self.opening + self.debits - self.credits
        return (*_sides(self.opening), self.debits, self.credits, *_sides(closing))


class Group(msgspec.Struct, frozen=True):
    """Assets, liabilities and so on, as printed."""

    name: str
    accounts: tuple[Account, ...]


class Proved(msgspec.Struct, frozen=True):
    """What the books say, what was found, and how that was."""

    what: str
    books: int
    found: int
    how: str


class TrialFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A branch's day. ``total_minor`` is the closing's debit side; it is re-added from the groups before printing. ``hashes`` (hex) are
    the journal's at the first and the last row, () where they are not known.
    """

    number: str
    currency: Currency
    branch: str
    business_date: date
    open: bool
    first_seq: int
    last_seq: int
    groups: tuple[Group, ...]
    proofs: tuple[Proved, ...]
    total_minor: int
    prepared: str
    printed: Stamp
    verification: Verification
    duplicate: Duplicate | None = None
    hashes: tuple[str, ...] = ()


def _sides(balance: int) -> tuple[int, int]:
    return max(0, balance), max(0, -balance)
