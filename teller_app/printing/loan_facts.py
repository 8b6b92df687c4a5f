"""What the papers of a loan take as input: frozen values in minor units."""

from datetime import date, datetime

import msgspec

from teller_app.printing.facts import Currency, Duplicate, Stamp, Verification


class Instalment(msgspec.Struct, frozen=True):
    """One line of the schedule: what is due when, of what it is made, and the principal owed after it."""

    number: int
    due: date
    principal: int
    interest: int
    owed: int

    @property
    def total(self) -> int:
        """What is to be paid on that day."""
        return self.principal + self.interest


class ScheduleFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A loan's schedule with its cost. ``apr`` is the yearly cost in per cent as printed ("40.0%"); ``start`` the day on which the
    principal is paid out, ``disbursed`` that it was. ``status`` tells the plan of one loan from its schedule after that.
    """

    number: str
    loan: str
    currency: Currency
    borrower: str
    product: str
    account: str
    interest: str
    method: str
    start: date
    disbursed: bool
    principal: int
    apr: str
    rows: tuple[Instalment, ...]
    printed: Stamp
    verification: Verification
    status: str = "final"
    duplicate: Duplicate | None = None

    @property
    def repaid(self) -> int:
        """All instalments."""
        return sum(row.total for row in self.rows)

    @property
    def interest_minor(self) -> int:
        """Interest over the whole term: all that the loan costs."""
        return sum(row.interest for row in self.rows)


class LoanReceiptFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A repayment or a disbursal (``what`` repaid, disbursed). ``parts`` are (name as printed, amount) and give the amount; ``pieces`` by
    face value, empty where no cash moved (or of a duplicate, where they are not known any more); ``change_minor`` went back.
    ``owed_before`` and ``owed_after`` are principal.
    """

    number: str
    loan: str
    currency: Currency
    what: str
    amount_minor: int
    in_cash: bool
    borrower: str
    account: str
    cashier: str
    drawer: str
    business_date: date
    at: datetime
    owed_before: int
    owed_after: int
    printed: Stamp
    verification: Verification | None
    parts: tuple[tuple[str, int], ...] = ()
    pieces: dict[int, int] = {}
    change_minor: int = 0
    duplicate: Duplicate | None = None
