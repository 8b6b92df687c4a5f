"""The products a new bank starts with. They are data: an administrator changes them, no code names one."""

from sqlalchemy import Connection, insert, select

from server.ledger.tables import products

FIRST = (
    ("10", "Savings", "GHS", "savings", 0, 0, 0, 0),
    ("20", "Current", "GHS", "current", 0, 0, 100, 50),
    ("30", "Susu", "GHS", "susu", 0, 0, 0, 0),
    ("60", "Savings CZK", "CZK", "savings", 0, 0, 0, 0),
    ("61", "Current CZK", "CZK", "current", 0, 0, 0, 0),
)
_NAMES = ("code", "name", "currency", "kind", "minimum", "overdraft", "withdrawal_fee", "transfer_fee")


def seed(conn: Connection) -> None:
    """Add the first products to a bank that has none."""
    if conn.execute(select(products.c.code)).first() is None:
        conn.execute(insert(products), [dict(zip(_NAMES, row, strict=True)) for row in FIRST])
