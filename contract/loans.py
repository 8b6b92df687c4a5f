"""Loans: the product as data, the application, the disbursal, repayments, the write-off. What a schedule says is ``schedules.py``."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contract.base import Command, Fact, Result, Wire
from contract.branches import IsoDate
from contract.ids import Code, Id
from contract.ledger import Cash, Receipt
from contract.money import CurrencyCode, Minor, Money
from contract.staff import Reason

TERM_MAX = 600
"""Instalments of one loan: fifty years by the month, over eleven by the week."""
RATE_MAX = 10_000_000
"""1,000 per cent a year, in parts per million: no rate that anybody means is higher."""

Rate = Annotated[int, msgspec.Meta(ge=0, le=RATE_MAX, description="parts per million a year: 240000 is 24 per cent")]
Term = Annotated[int, msgspec.Meta(ge=1, le=TERM_MAX)]
Grace = Annotated[int, msgspec.Meta(ge=0, le=TERM_MAX)]


class Interest(StrEnum):
    """Of what is reckoned: of the whole loan all the time, or of what is still owed."""

    FLAT = "flat"
    DECLINING = "declining"


class Spread(StrEnum):
    """What is equal from instalment to instalment: the instalment itself, or the principal in it."""

    INSTALMENTS = "instalments"
    PRINCIPAL = "principal"


class Accrual(StrEnum):
    """How long a period is: the same share of the year each time (a twelfth), or as many days as it has."""

    PERIOD = "period"
    DAYS = "days"


class YearDays(StrEnum):
    """Days of a year where days are counted. ``actual``: 366 for the days that lie in a leap year."""

    ACTUAL = "actual"
    D360 = "360"
    D364 = "364"
    D365 = "365"


class MonthDays(StrEnum):
    """Days of a month where days are counted."""

    ACTUAL = "actual"
    D30 = "30"


class Every(StrEnum):
    """How often an instalment is due."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


class Part(StrEnum):
    """What an instalment is made of."""

    INTEREST = "interest"
    PRINCIPAL = "principal"


class Ahead(StrEnum):
    """Which instalments money pays that is early: the next ones, the last ones, or all that are to come in equal shares."""

    NEXT = "next"
    LAST = "last"
    SHARED = "shared"


Order = tuple[Part, Part]
INTEREST_FIRST: Order = (Part.INTEREST, Part.PRINCIPAL)


class LoanTerms(Wire, frozen=True):
    """Everything that a schedule and an allocation follow from. A loan keeps those it was applied for under.

    ``grace_principal`` and ``grace_interest`` are the first instalments that ask for none of it; the interest of those is carried to the
    first one after them. ``step`` (minor units) is what an instalment is rounded to. ``due`` and ``early`` are the orders in which money
    pays the parts of what is due and of what is not due yet; ``by_part`` pays one part over all instalments that are due before the other.
    """

    rate: Rate
    interest: Interest = Interest.DECLINING
    spread: Spread = Spread.INSTALMENTS
    accrual: Accrual = Accrual.DAYS
    year: YearDays = YearDays.D365
    month: MonthDays = MonthDays.ACTUAL
    every: Every = Every.MONTH
    grace_principal: Grace = 0
    grace_interest: Grace = 0
    step: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 1
    due: Order = INTEREST_FIRST
    early: Order = INTEREST_FIRST
    by_part: bool = False
    ahead: Ahead = Ahead.NEXT


class LoanState(StrEnum):
    """applied → approved | dropped (declined, withdrawn or expired: its request says which); approved → active → closed | written_off.

    Undoing a step goes back to the state before it.
    """

    APPLIED = "applied"
    DROPPED = "dropped"
    APPROVED = "approved"
    ACTIVE = "active"
    CLOSED = "closed"
    WRITTEN_OFF = "written_off"


class SetLoanProduct(Command, frozen=True, tag="set_loan_product"):
    """A product, known by its ``product`` code, is this from now on; a second person agrees. Loans that exist keep their terms.

    ``least`` and ``most`` bound the principal in minor units, ``shortest`` and ``longest`` the number of instalments. It stays in the
    currency that it began with. ``off``: nobody can apply for it any more.
    """

    product: Code
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    currency: CurrencyCode
    least: Minor
    most: Minor
    shortest: Term
    longest: Term
    terms: LoanTerms
    off: bool = False


class ApplyForLoan(Command, frozen=True, tag="apply_for_loan"):
    """Always waits for a second person, who may approve less (``ApproveRequest.ceiling``). ``term`` is the number of instalments.

    ``account`` is the customer's own, to pay into and to collect from; None: cash only.
    """

    loan: Id
    customer: Id
    product: Code
    amount: Money
    term: Term
    first_due: IsoDate
    purpose: Reason
    account: Id | None = None


class DisburseLoan(Command, frozen=True, tag="disburse_loan"):
    """Hand an approved loan out, once, all of it or less. Always a second person.

    To the loan's account it is booked with the second person's yes. ``in_cash``: the first one asks, the second, with ``permit``, pays the
    notes out of the maker's drawer, up to what was allowed. ``first_due`` (None: as applied) moves the first instalment.
    ``taken_offline`` is refused: a loan is handed out with the server there.
    """

    loan: Id
    transaction: Id
    amount: Money
    in_cash: bool = False
    cash: Cash = Cash()
    receipt: Receipt = ""
    permit: Id | None = None
    first_due: IsoDate | None = None
    taken_offline: bool = False


class RepayLoan(Command, frozen=True, tag="repay_loan"):
    """Money for a loan: over the counter, or from ``account``, which must be the borrower's.

    What is more than all that is owed goes to the loan's account; without one, or from an account, it is refused. Over the maker's limit for
    deposits (transfers, from an account) a second person is asked, as there. ``taken_offline`` is refused.
    """

    loan: Id
    transaction: Id
    amount: Money
    account: Id | None = None
    cash: Cash = Cash()
    receipt: Receipt = ""
    permit: Id | None = None
    taken_offline: bool = False


class WriteOffLoan(Command, frozen=True, tag="write_off_loan"):
    """The principal that is left becomes the bank's loss. Always a second person."""

    loan: Id
    transaction: Id
    reason: Reason


class LoanProductFact(Fact, frozen=True, tag="loan_product"):
    """A product as it holds: the fields of ``SetLoanProduct``."""

    product: str
    name: str
    currency: str
    least: int
    most: int
    shortest: int
    longest: int
    terms: LoanTerms
    off: bool = False


class LoanFact(Fact, frozen=True, tag="loan"):
    """A loan as it stands. Amounts in minor units.

    ``asked`` is what was applied for, ``approved`` what was allowed (0: nothing yet), ``principal`` what was handed out (0: nothing yet).
    ``left`` is the principal still owed, ``interest`` all of the schedule's, ``interest_paid`` what of it came in. ``request`` is the one that
    its application waits or waited in. ``rate_year`` is the effective annual rate (APR) in parts per million. ``business_date`` is that of its last step.
    """

    loan: Id
    number: str
    customer: Id
    holder: str
    branch: Id
    product: str
    product_name: str
    currency: str
    asked: int
    term: int
    first_due: str
    purpose: str
    state: LoanState
    made_by: Id
    at: str
    business_date: str
    account: str = ""
    account_number: str = ""
    request: str = ""
    approved: int = 0
    approved_by: str = ""
    principal: int = 0
    left: int = 0
    interest: int = 0
    interest_paid: int = 0
    rate_year: int = 0
    disbursed_on: str = ""
    ended_on: str = ""


class LoanMoved(Result, frozen=True, tag="loan_moved"):
    """``principal``, ``interest`` and ``over`` are how this step's money was split; ``over`` went to the loan's account. ``interest`` is
    negative where a payment that ends the loan gives back what was paid ahead."""

    loan: Id
    number: str
    state: LoanState
    left: int = 0
    principal: int = 0
    interest: int = 0
    over: int = 0
    transaction: str = ""
    receipt: str = ""
    business_date: str = ""
    verification: str = ""
    balance_after: int | None = None
