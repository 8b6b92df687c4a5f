"""What the tables say, summed by SQL alone: neither the write path's totals nor ``verify`` have a hand in it."""

from typing import Any

from sqlalchemy import Connection, case, func, select

from contract.money import pieces_total
from server import build
from server.core.journal_tables import bodies, journal
from server.db.metadata import metadata
from server.drawers.tables import bags, cash_moves
from server.ledger import chart
from server.ledger.tables import accounts, legs, transactions

Tables = dict[str, list[Any]]
KEPT = (
    "accounts", "advances", "bags", "branches", "cash_moves", "cash_transfers", "drawers", "legs", "notices", "quarantine", "receipts", "requests",
    "requisitions", "serials", "session_requests", "sessions", "transactions", "vaults", "variances", "over_shorts",
    "spot_counts", "day_reports",
)  # fmt: skip
"""Everything that a command about money can change, but for the journal that says so."""
CUSTOMER_KINDS = ("deposit", "withdraw", "transfer", "reversal")
_DEBIT = case((legs.c.side == "debit", legs.c.amount), else_=-legs.c.amount)
assert build.LOGS, "the rooms' tables are known once the house is imported"


def books_of(conn: Connection) -> Tables:
    """All rows of the tables that a refused command must leave alone."""
    return {name: list(conn.execute(select(metadata.tables[name]))) for name in KEPT}


def facts_at(conn: Connection, seq: int) -> str:
    """The facts that one journal row states, as stored."""
    return str(conn.execute(select(bodies.c.facts).where(bodies.c.seq == seq)).scalar_one())


def uneven(conn: Connection) -> list[Any]:
    """Transactions whose debits are not their credits, by currency; and accounts whose legs are not their balance."""
    by_booking = select(legs.c.transaction, legs.c.currency, func.sum(_DEBIT).label("rest"))
    by_booking = by_booking.group_by(legs.c.transaction, legs.c.currency).having(func.sum(_DEBIT) != 0)
    summed = select(legs.c.account, func.sum(_DEBIT).label("rest")).group_by(legs.c.account).subquery()
    kept = accounts.c.debits - accounts.c.credits
    joined = accounts.outerjoin(summed, summed.c.account == accounts.c.id)
    by_account = select(accounts.c.number, kept, summed.c.rest).select_from(joined)
    by_account = by_account.where(kept != func.coalesce(summed.c.rest, 0))
    return [*conn.execute(by_booking), *conn.execute(by_account)]


def between_branches(conn: Connection) -> dict[str, int]:
    """What the inter-branch accounts come to, by currency: what one branch owes is another's due."""
    owed = select(accounts.c.currency, func.sum(accounts.c.debits - accounts.c.credits))
    owed = owed.where(accounts.c.product == chart.INTER_BRANCH).group_by(accounts.c.currency)
    return {currency: int(rest) for currency, rest in conn.execute(owed)}


def cash(conn: Connection) -> dict[str, tuple[int, int, dict[str, int]]]:
    """(balance of its account, value of what moved, pieces that moved) of every drawer and vault."""
    moved: dict[str, dict[str, int]] = {}
    for holder, pieces in conn.execute(select(cash_moves.c.holder, cash_moves.c.pieces)):
        mine = moved.setdefault(holder, {})
        for face, count in pieces.items():
            mine[face] = mine.get(face, 0) + count
    found = {}
    joined = bags.join(accounts, accounts.c.id == bags.c.account)
    for row in conn.execute(select(bags.c.holder, accounts.c.debits, accounts.c.credits).select_from(joined)):
        pieces = {face: count for face, count in moved.get(row.holder, {}).items() if count}
        found[row.holder] = (row.debits - row.credits, pieces_total(pieces), pieces)
    return found


def ledger_cash(conn: Connection) -> tuple[int, int]:
    """What the ledger calls cash (drawers, vaults, transit), and how much of it is in no bag: unplaced, under its maker's name."""
    codes = (chart.DRAWER_CASH, chart.VAULT_CASH, chart.IN_TRANSIT)
    bagged = set(conn.execute(select(bags.c.account)).scalars())
    query = select(accounts.c.id, accounts.c.debits - accounts.c.credits).where(accounts.c.product.in_(codes))
    rows = [(row[0], int(row[1])) for row in conn.execute(query)]
    return sum(rest for _, rest in rows), sum(rest for key, rest in rows if key not in bagged)


def money(conn: Connection) -> dict[str, tuple[int, int, int]]:
    """(balance, on hold for what waits, held) of every customer's account."""
    query = select(accounts).where(accounts.c.customer != "")
    return {row.id: (row.credits - row.debits, row.pending, row.held) for row in conn.execute(query)}


def booked(conn: Connection) -> dict[str, int]:
    """In how many journal rows each customer's transaction has legs. Every transaction that is booked stands here."""
    joined = legs.join(transactions, transactions.c.id == legs.c.transaction)
    query = select(legs.c.transaction, func.count(legs.c.seq.distinct())).select_from(joined)
    query = query.where(transactions.c.kind.in_(CUSTOMER_KINDS)).group_by(legs.c.transaction)
    return {row[0]: row[1] for row in conn.execute(query)}


def receipts_of(conn: Connection) -> dict[str, int]:
    """How many journal rows each command id has."""
    query = select(journal.c.command_id, func.count()).group_by(journal.c.command_id)
    return {row[0]: row[1] for row in conn.execute(query)}


def not_for_reversal(conn: Connection) -> list[str]:
    """Transactions that nobody may reverse: openings, variances, funds of the vault, reversals, what is reversed or waits."""
    free = transactions.c.kind.in_(("deposit", "withdraw", "transfer")) & (transactions.c.status == "completed")
    return list(conn.execute(select(transactions.c.id).where(~free).order_by(transactions.c.seq)).scalars())
