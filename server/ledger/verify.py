"""Proving the books: every total from its legs, every transaction equal per currency and branch, the trial balance zero."""

from collections.abc import Iterator

from sqlalchemy import Connection, case, func, select

from server.core.chain import Difference
from server.ledger.queries import trial_balance
from server.ledger.tables import accounts, legs

PAGE = 5_000


def check(conn: Connection) -> Iterator[Difference]:
    """Every difference between the legs and what is kept of them. Streams in keyset pages."""
    yield from _totals(conn)
    yield from _sides(conn)
    yield from _running(conn)
    for currency, (debits, credits) in trial_balance(conn).items():
        if debits != credits:
            yield Difference(f"trial balance {currency}", str(debits), str(credits))


def _totals(conn: Connection) -> Iterator[Difference]:
    debit = func.coalesce(func.sum(case((legs.c.side == "debit", legs.c.amount), else_=0)), 0)
    credit = func.coalesce(func.sum(case((legs.c.side == "credit", legs.c.amount), else_=0)), 0)
    after = ""
    while True:
        part = select(accounts).where(accounts.c.id > after).order_by(accounts.c.id).limit(PAGE).subquery()
        columns = (part.c.id, part.c.number, part.c.debits, part.c.credits, debit, credit)
        joined = part.outerjoin(legs, legs.c.account == part.c.id)
        group = (part.c.id, part.c.number, part.c.debits, part.c.credits)
        rows = list(conn.execute(select(*columns).select_from(joined).group_by(*group).order_by(part.c.id)))
        for _, number, kept_debits, kept_credits, summed_debits, summed_credits in rows:
            if (kept_debits, kept_credits) != (summed_debits, summed_credits):
                found = f"legs sum to {summed_debits} debit, {summed_credits} credit"
                yield Difference(f"account {number}", f"{kept_debits} debit, {kept_credits} credit", found)
        if len(rows) < PAGE:
            return
        after = rows[-1][0]


def _sides(conn: Connection) -> Iterator[Difference]:
    signed = func.sum(case((legs.c.side == "debit", legs.c.amount), else_=-legs.c.amount))
    group = (legs.c.transaction, legs.c.currency, legs.c.branch)
    for transaction, currency, branch, rest in conn.execute(
        select(*group, signed).group_by(*group).having(signed != 0)
    ):
        yield Difference(
            f"transaction {transaction} at {branch}", f"sides equal in {currency}", f"debit over by {rest}"
        )


def _running(conn: Connection) -> Iterator[Difference]:
    """``balance_after`` of each leg is the one before, moved by the leg."""
    signs = {row.id: row.normal_side for row in conn.execute(select(accounts.c.id, accounts.c.normal_side))}
    order = (legs.c.account, legs.c.seq, legs.c.n)
    columns = (*order, legs.c.side, legs.c.amount, legs.c.balance_after)
    account, balance = "", 0
    for row in conn.execution_options(yield_per=PAGE).execute(select(*columns).order_by(*order)):
        if row.account != account:
            account, balance = row.account, 0
        balance += row.amount if row.side == signs.get(row.account, "credit") else -row.amount
        if balance != row.balance_after:
            yield Difference(
                f"leg {row.seq}.{row.n} of account {account}", f"balance {balance}", f"balance {row.balance_after}"
            )
            balance = row.balance_after
