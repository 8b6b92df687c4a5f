"""The books of a bank after an import, read from its database without the product's queries."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, text

from server.db.engine import open_engine
from server.imports.handlers import transaction_id
from server.settings import Settings
from tests.journeys.old_bank import Leg, OldBank

LEGS = """
SELECT a.external_number, l.transaction, l.side, l.amount, l.value_date, l.balance_after
FROM legs l JOIN accounts a ON a.id = l.account WHERE a.customer != '' ORDER BY l.seq, l.n
"""
CLEARING = "SELECT currency, credits - debits FROM accounts WHERE product = '1950'"


@dataclass(frozen=True)
class Books:
    """What an auditor would compare with the old bank's files."""

    legs: dict[str, list[Leg]]
    customers: Counter[str]
    clearing: dict[str, int]


def books(settings: Settings, branch: str, old: OldBank) -> Books:
    """The whole of it. A row that no file knows shows under its own id."""
    names = {transaction_id(branch, row["reference"]): row["reference"] for row in old.rows("transactions.csv")}
    engine = open_engine(settings.url)
    try:
        with engine.connect() as conn:
            found: dict[str, list[Leg]] = {number: [] for number in _column(conn, "external_number", "accounts")}
            for account, mark, side, amount, day, after in conn.execute(text(quoted(LEGS))):
                found[account].append(Leg(names.get(mark, mark), side, amount, day, after))
            customers = Counter(_column(conn, "number", "customers"))
            clearing = {currency: int(minor) for currency, minor in conn.execute(text(CLEARING))}
    finally:
        engine.dispose()
    found.pop("", None)
    return Books(found, customers, clearing)


def quoted(statement: str) -> str:
    """``transaction`` is a word of SQLite's own."""
    return statement.replace("l.transaction", 'l."transaction"')


def expected(old: OldBank) -> Books:
    """The same from the files alone."""
    clearing: Counter[str] = Counter()
    for currency, minor in old.balances().values():
        # What the customers gained, the other banks owe: the clearing account carries the whole of it.
        clearing[currency] -= minor
    return Books(old.legs(), Counter(row["number"] for row in old.rows("customers.csv")), dict(clearing))


def chunks(settings: Settings) -> list[int]:
    """Sequences of the journal's import chunks."""
    engine = open_engine(settings.url)
    try:
        with engine.connect() as conn:
            return list(conn.scalars(text("SELECT seq FROM journal WHERE kind = 'import_chunk' ORDER BY seq")))
    finally:
        engine.dispose()


def branch_id(settings: Settings) -> str:
    """The id of the only branch."""
    engine = open_engine(settings.url)
    try:
        with engine.connect() as conn:
            return _column(conn, "id", "branches")[0]
    finally:
        engine.dispose()


def _column(conn: Connection, name: str, table: str) -> list[str]:
    return list(conn.scalars(text(f"SELECT {name} FROM {table}")))
