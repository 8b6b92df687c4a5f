"""How an account was moved in the last twelve months, in bounded time: its newest legs by the account's own index."""

import msgspec
from sqlalchemy import Connection, select

from contract.ledger import Status
from server.ledger.tables import legs, transactions

LEGS_MAX = 2000
"""Legs that are looked at, newest first. An account that moves more often shows its newest ones, and says so."""


class Move(msgspec.Struct, frozen=True):
    """A booked movement of the account: its kind, side, amount in minor units, business date, and whether it was undone."""

    kind: str
    side: str
    amount: int
    day: str
    undone: bool


def moves(conn: Connection, account: str, since: str) -> tuple[list[Move], bool]:
    """Movements on or after the date ``since``, newest first, one for each transaction; and whether there are more than shown."""
    joined = legs.join(transactions, transactions.c.id == legs.c.transaction)
    columns = (legs.c.transaction, transactions.c.kind, legs.c.side, legs.c.amount, legs.c.business_date,
               transactions.c.status)  # fmt: skip
    query = select(*columns).select_from(joined).where(legs.c.account == account)
    rows = conn.execute(query.order_by(legs.c.seq.desc(), legs.c.n).limit(LEGS_MAX)).all()
    found: dict[str, Move] = {}
    for transaction, kind, side, amount, day, status in rows:
        # A transaction's own leg comes before the fee beside it.
        if transaction not in found and day >= since:
            found[transaction] = Move(kind, side, amount, day, status == Status.REVERSED)
    return list(found.values()), len(rows) == LEGS_MAX and bool(rows) and rows[-1][4] >= since
