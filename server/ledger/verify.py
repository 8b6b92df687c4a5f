"""Proving the books: every total from its legs, every transaction equal per currency and branch, the trial balance zero.

Streams in keyset pages, so the memory is that of a page. ``conn`` should hold one snapshot (SQLite's transaction does; PostgreSQL's
REPEATABLE READ), else a bank that works meanwhile seems to differ.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, case, func, select, tuple_

from contract.ledger import Status
from server.core.chain import Difference
from server.ledger.tables import accounts, legs, transactions

PAGE = 5_000
ENTRIES = 20_000
"""Journal rows whose legs the database sums at once."""
_COLUMNS = (
    legs.c.account,
    legs.c.seq,
    legs.c.n,
    legs.c.side,
    legs.c.amount,
    legs.c.currency,
    legs.c.branch,
    legs.c.balance_after,
)


def check(conn: Connection) -> Iterator[Difference]:
    """Every difference between the legs and what is kept of them, accounts first."""
    yield from _accounts(conn)
    yield from _sides(conn)
    yield from _trial_balance(conn)
    yield from _holds(conn)


def _legs(conn: Connection) -> Iterator[Any]:
    """All legs account by account in the order of booking, page by page."""
    place, start = tuple_(*_COLUMNS[:3]), ("", 0, 0)
    while True:
        page = conn.execute(select(*_COLUMNS).where(place > start).order_by(*_COLUMNS[:3]).limit(PAGE)).all()
        yield from page
        if len(page) < PAGE:
            return
        start = page[-1][:3]


def _account_rows(conn: Connection) -> Iterator[Any]:
    after = ""
    while page := conn.execute(select(accounts).where(accounts.c.id > after).order_by(accounts.c.id).limit(PAGE)).all():
        yield from page
        after = page[-1].id


def _accounts(conn: Connection) -> Iterator[Difference]:
    """Walk accounts and their legs side by side: both come in order of the account's id."""
    groups = groupby(_legs(conn), key=itemgetter(0))
    group = next(groups, None)
    for account in _account_rows(conn):
        while group is not None and group[0] < account.id:
            yield Difference(f"legs of account {group[0]}", "an account", "none")
            group = next(groups, None)
        if group is not None and group[0] == account.id:
            yield from _account(account, group[1])
            group = next(groups, None)
        else:
            yield from _account(account, iter(()))
    while group is not None:
        yield Difference(f"legs of account {group[0]}", "an account", "none")
        group = next(groups, None)


def _account(account: Any, its_legs: Iterator[Any]) -> Iterator[Difference]:
    """The running balance of each leg, then the totals."""
    sums, balance = {"debit": 0, "credit": 0}, 0
    home, normal = (account.currency, account.branch), account.normal_side
    for _, seq, n, side, amount, currency, branch, after in its_legs:
        if (currency, branch) != home:
            yield Difference(_leg(account, seq, n), " at ".join(home), f"{currency} at {branch}")
        if side not in sums or amount <= 0:
            yield Difference(_leg(account, seq, n), "a positive debit or credit", f"{side} {amount}")
            continue
        sums[side] += amount
        balance += amount if side == normal else -amount
        if balance != after:
            yield Difference(_leg(account, seq, n), f"balance {balance}", f"balance {after}")
            # Go on from what the book says, so that one altered leg is named and not all after it.
            balance = after
    if (account.debits, account.credits) != (sums["debit"], sums["credit"]):
        found = f"{account.debits} debit, {account.credits} credit"
        yield Difference(f"account {account.number}", f"{sums['debit']} debit, {sums['credit']} credit", found)


def _leg(account: Any, seq: int, n: int) -> str:
    return f"leg {seq}.{n} of account {account.number}"


def _sides(conn: Connection) -> Iterator[Difference]:
    """A transaction's legs are equal in every currency and branch. The database sums them, a span of the journal at a time."""
    keys = (legs.c.seq, legs.c.transaction, legs.c.currency, legs.c.branch)
    rest = func.sum(case((legs.c.side == "debit", legs.c.amount), else_=-legs.c.amount))
    unequal = select(*keys[1:], rest).group_by(*keys).having(rest != 0).order_by(*keys)
    for first in range(1, (conn.scalar(select(func.max(legs.c.seq))) or 0) + 1, ENTRIES):
        span = legs.c.seq.between(first, first + ENTRIES - 1)
        for transaction, currency, branch, over in conn.execute(unequal.where(span)):
            yield Difference(
                f"transaction {transaction} at {branch}", f"sides equal in {currency}", f"debit over by {over}"
            )


def _trial_balance(conn: Connection) -> Iterator[Difference]:
    columns = (accounts.c.branch, accounts.c.currency, func.sum(accounts.c.debits), func.sum(accounts.c.credits))
    group = (accounts.c.branch, accounts.c.currency)
    for branch, currency, debits, credits in conn.execute(select(*columns).group_by(*group).order_by(*group)):
        if debits != credits:
            yield Difference(f"trial balance {currency} at {branch}", f"debit {debits}", f"credit {credits}")


def _holds(conn: Connection) -> Iterator[Difference]:
    """What an account keeps aside is what its waiting transactions hold, and nothing that has ended."""
    held: dict[str, int] = {}
    for lines in conn.execute(select(transactions.c.lines).where(transactions.c.status == Status.PENDING)).scalars():
        for account, _, amount in lines:
            held[account] = held.get(account, 0) + amount
    for row in conn.execute(
        select(accounts.c.id, accounts.c.number, accounts.c.pending).where(accounts.c.pending != 0)
    ):
        expected = held.pop(row.id, 0)
        if row.pending != expected:
            yield Difference(f"account {row.number} pending", str(expected), str(row.pending))
    for account, expected in held.items():
        yield Difference(f"account {account} pending", str(expected), "0")
