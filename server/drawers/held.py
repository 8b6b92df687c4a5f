"""What the day-end tie-out names beside cash: the branch's suspense with the entries behind it, and its clearing account."""

from collections.abc import Iterator

from sqlalchemy import Connection, case, func, select

from contract.branches import HeldEntry
from contract.ledger import Status
from server.core.journal_tables import journal
from server.ledger import chart
from server.ledger.tables import accounts, legs, transactions

HELD_MAX = 20
"""Entries that are named, newest first: the balance is of all of them."""
_CREDIT = case((legs.c.side == "credit", legs.c.amount), else_=-legs.c.amount)


def balance(conn: Connection, branch: str, code: str, currency: str) -> int:
    """What stands on the branch's accounts of this code, credits positive, in minor units."""
    query = select(func.coalesce(func.sum(accounts.c.credits - accounts.c.debits), 0))
    mine = (accounts.c.branch == branch, accounts.c.product == code, accounts.c.currency == currency)
    return int(conn.scalar(query.where(*mine)) or 0)


def suspended(conn: Connection, branch: str, currency: str) -> Iterator[HeldEntry]:
    """The postings that lie in suspense: those that nobody has reversed, newest first."""
    joined = legs.join(accounts, accounts.c.id == legs.c.account)
    joined = joined.join(transactions, transactions.c.id == legs.c.transaction)
    joined = joined.join(journal, journal.c.seq == legs.c.seq)
    query = select(legs.c.seq, transactions.c.kind, journal.c.at, journal.c.made_by, func.sum(_CREDIT).label("amount"),
                   transactions.c.id, transactions.c.receipt).select_from(joined)  # fmt: skip
    query = query.where(accounts.c.branch == branch, accounts.c.product == chart.SUSPENSE, accounts.c.currency == currency,
                        transactions.c.status != Status.REVERSED.value, transactions.c.kind != "reversal")  # fmt: skip
    query = query.group_by(legs.c.seq, transactions.c.kind, journal.c.at, journal.c.made_by, transactions.c.id,
                           transactions.c.receipt)  # fmt: skip
    for row in conn.execute(query.order_by(legs.c.seq.desc()).limit(HELD_MAX)):
        if row.amount:
            yield HeldEntry(seq=row.seq, kind=row.kind, at=row.at, made_by=row.made_by, amount=int(row.amount),
                            transaction=row.id, receipt=row.receipt or "")  # fmt: skip
