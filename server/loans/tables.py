"""Loan products, loans with their schedule, and the steps that moved their money."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from server.core.store import Row, Store
from server.db.columns import Day, Id, Json, Minor, Name, Stamp
from server.db.metadata import metadata

loan_products = Table(
    "loan_products",
    metadata,
    Column("code", Name, primary_key=True),
    Column("name", Name, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("least", Minor, nullable=False),
    Column("most", Minor, nullable=False),
    Column("shortest", Integer, nullable=False),
    Column("longest", Integer, nullable=False),
    Column("terms", Json, nullable=False),
    Column("off", Boolean, nullable=False),
)

loans = Table(
    "loans",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", Name, nullable=False, unique=True),
    Column("customer", Id, nullable=False, index=True),
    Column("holder", Name, nullable=False),
    Column("branch", Id, nullable=False),
    Column("product", Name, nullable=False),
    Column("product_name", Name, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("asked", Minor, nullable=False),
    Column("term", Integer, nullable=False),
    Column("first_due", Day, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("account", Id, nullable=False),
    Column("account_number", Name, nullable=False),
    Column("state", String(12), nullable=False),
    Column("made_by", Id, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("request", Id, nullable=False),
    Column("approved", Minor, nullable=False),
    Column("approved_by", Id, nullable=False),
    Column("principal", Minor, nullable=False),
    Column("left", Minor, nullable=False),
    Column("interest", Minor, nullable=False),
    Column("interest_paid", Minor, nullable=False),
    Column("rate_year", Minor, nullable=False),
    Column("disbursed_on", Day, nullable=False),
    Column("ended_on", Day, nullable=False),
    Column("last_step", Id, nullable=False),
    Column("steps", Integer, nullable=False),
    Column("terms", Json, nullable=False),
    Column("lines", Json, nullable=False),
)
Index("ix_loans_branch", loans.c.branch, loans.c.id)
Index("ix_loans_state", loans.c.branch, loans.c.state)

loan_steps = Table(
    "loan_steps",
    metadata,
    Column("id", Id, primary_key=True),
    Column("loan", Id, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("amount", Minor, nullable=False),
    Column("principal", Minor, nullable=False),
    Column("interest", Minor, nullable=False),
    Column("over", Minor, nullable=False),
    Column("left", Minor, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("by", Id, nullable=False),
    Column("approved_by", Id, nullable=False),
    Column("in_cash", Boolean, nullable=False),
    Column("receipt", Name, nullable=False),
    Column("verification", Name, nullable=False),
    Column("note", Text, nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("before", Json, nullable=False),
)
Index("ix_loan_steps_loan", loan_steps.c.loan, loan_steps.c.seq)


class LoanProductRow(Row, frozen=True, kw_only=True):
    """A product: see ``SetLoanProduct``. ``terms`` is a ``LoanTerms`` as JSON."""

    code: str
    name: str
    currency: str
    least: int
    most: int
    shortest: int
    longest: int
    terms: dict[str, Any]
    off: bool = False


class LoanRow(Row, frozen=True, kw_only=True):
    """A loan: see ``LoanFact``. ``lines`` is its schedule once it was handed out: of each instalment opens, due, principal, interest, accrued,
    paid principal, paid interest. ``last_step`` is the newest step that was not undone, ``steps`` how many there were in all.
    """

    id: str
    number: str
    customer: str
    holder: str
    branch: str
    product: str
    product_name: str
    currency: str
    asked: int
    term: int
    first_due: str
    purpose: str
    state: str
    made_by: str
    at: str
    business_date: str
    terms: dict[str, Any]
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
    last_step: str = ""
    steps: int = 0
    lines: list[list[Any]] = []


class LoanStepRow(Row, frozen=True, kw_only=True):
    """A step that moved money, the ``place``-th of its loan; ``id`` is its transaction's, ``receipt`` the number of the borrower's paper. ``before`` are the loan's fields that it changed, as they were."""

    id: str
    loan: str
    seq: int
    place: int
    kind: str
    amount: int
    at: str
    business_date: str
    by: str
    principal: int = 0
    interest: int = 0
    over: int = 0
    left: int = 0
    approved_by: str = ""
    in_cash: bool = False
    receipt: str = ""
    verification: str = ""
    note: str = ""
    undone: bool = False
    before: dict[str, Any] = {}


LOAN_PRODUCTS = Store(loan_products, LoanProductRow, key="code", resident=True)
LOANS = Store(loans, LoanRow, key="id")
LOAN_STEPS = Store(loan_steps, LoanStepRow, key="id")
