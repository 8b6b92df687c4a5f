"""Accounts with running totals, transactions, legs that only grow, products, receipts."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table

from server.core.store import Log, Row, Store
from server.db.columns import Day, Id, Json, Minor, Name, Stamp
from server.db.metadata import metadata

products = Table(
    "products",
    metadata,
    Column("code", Name, primary_key=True),
    Column("name", Name, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("kind", Name, nullable=False),
    Column("minimum", Minor, nullable=False),
    Column("overdraft", Minor, nullable=False),
    Column("withdrawal_fee", Minor, nullable=False),
    Column("transfer_fee", Minor, nullable=False),
    Column("off", Boolean, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", Name, nullable=False, unique=True),
    Column("external_number", Name, nullable=False, index=True),
    Column("customer", Id, nullable=False, index=True),
    Column("product", Name, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("branch", Id, nullable=False, index=True),
    Column("status", String(16), nullable=False),
    Column("normal_side", String(6), nullable=False),
    Column("debits", Minor, nullable=False),
    Column("credits", Minor, nullable=False),
    Column("held", Minor, nullable=False),
    Column("pending", Minor, nullable=False),
    Column("minimum", Minor, nullable=False),
    Column("overdraft", Minor, nullable=False),
    Column("opened_on", Day, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
)

transactions = Table(
    "transactions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Name, nullable=False),
    Column("status", String(9), nullable=False),
    Column("amount", Minor, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("branch", Id, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("value_date", Day, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("made_by", Id, nullable=False),
    Column("approved_by", Id, nullable=False),
    Column("accounts", Json, nullable=False),
    Column("account_numbers", Json, nullable=False),
    Column("holder", Name, nullable=False),
    Column("drawer", Name, nullable=False),
    Column("session", Id, nullable=False),
    Column("receipt", Name, nullable=False),
    Column("narration", Name, nullable=False),
    Column("fee", Minor, nullable=False),
    Column("reverses", Id, nullable=False),
    Column("reversed_by", Id, nullable=False),
    Column("request", Id, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("in_suspense", Boolean, nullable=False),
    Column("balance_after", Minor, nullable=True),
    Column("verification", Name, nullable=False),
    Column("lines", Json, nullable=False),
    Column("seq", BigInteger, nullable=False),
)
Index("ix_transactions_day", transactions.c.branch, transactions.c.business_date, transactions.c.id)

legs = Table(
    "legs",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("transaction", Id, nullable=False),
    Column("account", Id, nullable=False),
    Column("side", String(6), nullable=False),
    Column("amount", Minor, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("branch", Id, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("value_date", Day, nullable=False),
    Column("balance_after", Minor, nullable=False),
)
Index("ix_legs_account", legs.c.account, legs.c.seq, legs.c.n)

receipts = Table(
    "receipts",
    metadata,
    Column("receipt", Name, primary_key=True),
    Column("transaction", Id, nullable=False),
    Column("session", Id, nullable=False),
)
Index("ix_receipts_session", receipts.c.session)

serials = Table("serials", metadata, Column("name", Name, primary_key=True), Column("last", BigInteger, nullable=False))


class ProductRow(Row, frozen=True, kw_only=True):
    """A product as data: minimum and overdraft in minor units, fees per transaction. ``off``: no account is opened with it any more."""

    code: str
    name: str
    currency: str
    kind: str
    minimum: int = 0
    overdraft: int = 0
    withdrawal_fee: int = 0
    transfer_fee: int = 0
    off: bool = False


class AccountRow(Row, frozen=True, kw_only=True):
    """A customer's or an internal account with its running totals; ``customer`` is empty for internal ones."""

    id: str
    number: str
    customer: str
    product: str
    currency: str
    branch: str
    normal_side: str
    external_number: str = ""
    status: str = "active"
    debits: int = 0
    credits: int = 0
    held: int = 0
    pending: int = 0
    minimum: int = 0
    overdraft: int = 0
    opened_on: str = ""
    last_seq: int = 0

    @property
    def balance(self) -> int:
        """Positive on the account's normal side."""
        debit = self.debits - self.credits
        return debit if self.normal_side == "debit" else -debit

    @property
    def available(self) -> int:
        """What may still be taken out: balance less holds, pending debits and minimum, plus the overdraft."""
        return self.balance - self.held - self.pending - self.minimum + self.overdraft


class TransactionRow(Row, frozen=True, kw_only=True):
    """A transaction with what a journal shows of it. ``lines`` are its own legs before balancing, for the reversal."""

    id: str
    kind: str
    status: str
    amount: int
    currency: str
    branch: str
    business_date: str
    value_date: str
    at: str
    made_by: str
    accounts: list[str]
    account_numbers: list[str]
    seq: int
    approved_by: str = ""
    holder: str = ""
    drawer: str = ""
    session: str = ""
    receipt: str = ""
    narration: str = ""
    fee: int = 0
    reverses: str = ""
    reversed_by: str = ""
    request: str = ""
    late: bool = False
    in_suspense: bool = False
    balance_after: int | None = None
    verification: str = ""
    lines: list[Any] = []


class LegRow(Row, frozen=True, kw_only=True):
    """One leg as booked."""

    seq: int
    n: int
    transaction: str
    account: str
    side: str
    amount: int
    currency: str
    branch: str
    business_date: str
    value_date: str
    balance_after: int


class ReceiptRow(Row, frozen=True, kw_only=True):
    """A receipt number that is taken."""

    receipt: str
    transaction: str
    session: str


class SerialRow(Row, frozen=True, kw_only=True):
    """The last number given out of a series."""

    name: str
    last: int


PRODUCTS = Store(products, ProductRow, key="code", resident=True)
ACCOUNTS = Store(accounts, AccountRow, key="id", kept=True, moving=("debits", "credits", "pending", "last_seq"))
TRANSACTIONS = Store(transactions, TransactionRow, key="id")
RECEIPTS = Store(receipts, ReceiptRow, key="receipt")
SERIALS = Store(serials, SerialRow, key="name")
LEGS = Log(legs, LegRow)
