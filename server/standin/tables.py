"""Stand-in budgets of drawer sessions, and managers' codes by their slow hashes. No secret lies here: codes are derived."""

from sqlalchemy import Column, Index, String, Table

from server.core.store import Row, Store
from server.db.columns import Id, Minor, Name, Stamp
from server.db.metadata import metadata

budgets = Table(
    "stand_in_budgets",
    metadata,
    Column("drawer", Id, primary_key=True),
    Column("number", Name, nullable=False),
    Column("session", Id, nullable=False),
    Column("branch", Id, nullable=False),
    Column("cashier", Id, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("granted", Minor, nullable=False),
    Column("used", Minor, nullable=False),
    Column("until", Stamp, nullable=False),
    Column("by", Id, nullable=False),
    Column("by_name", Name, nullable=False),
)
codes = Table(
    "stand_in_codes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("owner", Id, nullable=False),
    Column("owner_name", Name, nullable=False),
    Column("branch", Id, nullable=False),
    Column("hash", String(240), nullable=False),
    Column("state", String(10), nullable=False),
    Column("armed_at", Stamp, nullable=False),
    Column("transaction", Id, nullable=False),
    Column("paid_amount", Minor, nullable=False),
    Column("paid_currency", String(3), nullable=False),
    Column("paid_account", Name, nullable=False),
    Column("told_amount", Minor, nullable=False),
    Column("told_account", Name, nullable=False),
)
Index("ix_stand_in_codes_owner", codes.c.owner, codes.c.state)
Index("ix_stand_in_codes_branch", codes.c.branch, codes.c.state)


class BudgetRow(Row, frozen=True, kw_only=True):
    """What a drawer may pay out without the server in one session, and what has come in of it, in minor units."""

    drawer: str
    number: str
    session: str
    branch: str
    cashier: str
    currency: str
    granted: int
    used: int
    until: str
    by: str
    by_name: str


class CodeRow(Row, frozen=True, kw_only=True):
    """A code: armed, used by a transaction, or replaced by others of its owner.

    ``paid_…`` is what was paid with it, ``told_…`` what its owner says it was read out for (nought and empty: nothing yet).
    """

    id: str
    owner: str
    owner_name: str
    branch: str
    hash: str
    armed_at: str
    state: str = "armed"
    transaction: str = ""
    paid_amount: int = 0
    paid_currency: str = ""
    paid_account: str = ""
    told_amount: int = 0
    told_account: str = ""


BUDGETS = Store(budgets, BudgetRow, key="drawer")
CODES = Store(codes, CodeRow, key="id")
