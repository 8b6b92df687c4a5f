"""A branch's business day in figures: drawers, vault, transit against the ledger's cash. One calculation, for the mid-day report (X),
the closing one (Z) and the tie-out, with a drill to the journal rows that break it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, case, func, select

from contract.branches import Broken, BrokenEntry, DayDrawer, DayFigures, HourCash
from server.core.journal_tables import journal
from server.drawers import facts, rules
from server.drawers import held as held_back
from server.drawers.tables import (
    SESSIONS,
    BagRow,
    DrawerRow,
    bags,
    cash_moves,
    sessions,
)
from server.ledger import chart
from server.ledger.tables import accounts, legs, transactions

BREAKS_MAX = 20
"""Journal rows that the drill names of each account."""
CASH_CODES = (chart.DRAWER_CASH, chart.VAULT_CASH, chart.IN_TRANSIT)
OVER_SHORT_CODES = (chart.OVER_SHORT, chart.VAULT_DIFFERENCE, chart.TRANSFER_DIFFERENCE)
CUSTOMER_KINDS = ("deposit", "withdraw", "loan_repayment", "loan_disbursal", "reversal")
_DEBIT = case((legs.c.side == "debit", legs.c.amount), else_=-legs.c.amount)


def figures(
    conn: Connection, branch: str, day: str, drawers: Mapping[str, DrawerRow], since: int = 0
) -> tuple[DayFigures, ...]:
    """The day in each currency that the branch holds cash in. Entries after journal row ``since`` are looked at one by one."""
    held: dict[str, list[BagRow]] = {}
    for row in conn.execute(select(bags).where(bags.c.branch == branch).order_by(bags.c.holder)).mappings():
        held.setdefault(row["currency"], []).append(BagRow(**row))
    return tuple(
        _currency(conn, branch, day, currency, found, drawers, since) for currency, found in sorted(held.items())
    )


def _currency(
    conn: Connection,
    branch: str,
    day: str,
    currency: str,
    held: list[BagRow],
    drawers: Mapping[str, DrawerRow],
    since: int,
) -> DayFigures:
    lines = tuple(_drawer(conn, day, bag, drawers) for bag in held if bag.holder.startswith("drawer:"))
    hours = tuple(customer_hours(conn, branch, [day], currency))
    ledgers = _ledgers(conn, branch, currency)
    return DayFigures(
        branch=branch,
        business_date=day,
        currency=currency,
        drawers=tuple(sorted(lines, key=lambda line: line.number)),
        vault=sum(bag.amount for bag in held if bag.holder.startswith("vault:")),
        transit=sum(bag.amount for bag in held if bag.holder.startswith("transit:")),
        cash=sum(bag.amount for bag in held),
        ledger=sum(balance for _, balance in ledgers.values()),
        over_short=_over_short(conn, branch, day, currency),
        postings=sum(line.postings for line in lines),
        cash_in=sum(hour.cash_in for hour in hours),
        cash_out=sum(hour.cash_out for hour in hours),
        hours=hours,
        broken=tuple(_broken(conn, held, ledgers, since)),
        suspense=held_back.balance(conn, branch, chart.SUSPENSE, currency),
        clearing=held_back.balance(conn, branch, chart.CLEARING, currency),
        held=tuple(held_back.suspended(conn, branch, currency)),
    )


def _drawer(conn: Connection, day: str, bag: BagRow, drawers: Mapping[str, DrawerRow]) -> DayDrawer:
    """All of the day's sessions of one drawer; who has it now, or had it last. A refused opening was none."""
    key = bag.holder.removeprefix("drawer:")
    query = select(*SESSIONS.columns).where(
        sessions.c.drawer == key, sessions.c.business_date == day, sessions.c.refused == ""
    )
    rows = [SESSIONS.make(row) for row in conn.execute(query.order_by(sessions.c.first_seq)).mappings()]
    totals = [facts.totals_fact(row, bag) for row in rows]
    last = rows[-1] if rows else None
    return DayDrawer(
        drawer=key,
        number=drawers[key].number if key in drawers else "",
        cashier=last.cashier if last else "",
        state=last.state if last else "closed",
        balance=bag.amount,
        opening=rows[0].opening if rows else bag.amount,
        cash_in=sum(fact.cash_in for fact in totals),
        cash_out=sum(fact.cash_out for fact in totals),
        variance=sum(facts.variance(row) for row in rows if row.attempts),
        postings=sum(items for row in rows for items, _ in row.flows.values()),
        forced_by=last.forced_by if last else "",
        late_entries=sum(row.late_entries for row in rows),
        amended=sum(row.amended for row in rows),
    )


def customer_hours(conn: Connection, branch: str, days: Sequence[str], currency: str) -> Iterator[HourCash]:
    """What customers brought and took by the hour over these days, by what moved in the drawers."""
    hour, amount = func.substr(transactions.c.at, 12, 2), cash_moves.c.amount
    sums = (func.sum(case((amount > 0, amount), else_=0)), func.sum(case((amount < 0, -amount), else_=0)))
    query = select(hour, *sums).join_from(cash_moves, transactions, transactions.c.id == cash_moves.c.transaction)
    query = query.where(transactions.c.branch == branch, transactions.c.business_date.in_(days),
                        transactions.c.currency == currency, transactions.c.kind.in_(CUSTOMER_KINDS))  # fmt: skip
    for text, cash_in, cash_out in conn.execute(query.group_by(hour).order_by(hour)):
        yield HourCash(hour=int(text), cash_in=int(cash_in), cash_out=int(cash_out))


def _ledgers(conn: Connection, branch: str, currency: str) -> dict[str, tuple[str, int]]:
    """(number, balance) of the branch's cash accounts by id."""
    query = select(accounts.c.id, accounts.c.number, accounts.c.debits - accounts.c.credits)
    query = query.where(
        accounts.c.branch == branch, accounts.c.currency == currency, accounts.c.product.in_(CASH_CODES)
    )
    return {row[0]: (row[1], int(row[2])) for row in conn.execute(query)}


def _over_short(conn: Connection, branch: str, day: str, currency: str) -> int:
    """What the day booked to the accounts of differences: over is positive."""
    query = select(func.coalesce(func.sum(_DEBIT), 0)).join_from(legs, accounts, accounts.c.id == legs.c.account)
    query = query.where(accounts.c.branch == branch, accounts.c.currency == currency,
                        accounts.c.product.in_(OVER_SHORT_CODES), legs.c.business_date == day)  # fmt: skip
    return -int(conn.scalar(query) or 0)


def _broken(
    conn: Connection, held: list[BagRow], ledgers: Mapping[str, tuple[str, int]], since: int
) -> Iterator[Broken]:
    """Accounts whose balance is not the worth of their bag, and those whose entries after ``since`` are not what moved, each with the
    rows that say so. Only where the sums differ all of the account's past is searched.
    """
    by_account = {bag.account: bag for bag in held}
    moved = _moved_since(conn, [bag.holder for bag in held], since)
    for account, (number, balance) in sorted(ledgers.items(), key=lambda item: item[1]):
        bag = by_account.get(account)
        counted, holder = (bag.amount, bag.holder) if bag else (0, "")
        if counted != balance:
            found = rules.broken(_booked(conn, account, 0), _moved(conn, holder))
        else:
            found = rules.broken(_booked(conn, account, since), moved.get(holder, {}))
        if counted != balance or found:
            entries = tuple(_entry(conn, *one) for one in found[:BREAKS_MAX])
            yield Broken(account=number, holder=holder, ledger=balance, counted=counted, entries=entries)


def _booked(conn: Connection, account: str, since: int) -> dict[int, int]:
    """An account's legs by journal row, debits positive."""
    query = select(legs.c.seq, func.sum(_DEBIT)).where(legs.c.account == account, legs.c.seq > since)
    return {row[0]: int(row[1]) for row in conn.execute(query.group_by(legs.c.seq))}


def _moved(conn: Connection, holder: str) -> dict[int, int]:
    query = select(cash_moves.c.seq, func.sum(cash_moves.c.amount)).where(cash_moves.c.holder == holder)
    return {row[0]: int(row[1]) for row in conn.execute(query.group_by(cash_moves.c.seq))}


def _moved_since(conn: Connection, holders: Sequence[str], since: int) -> dict[str, Counter[int]]:
    """What moved in each bag by journal row. By rows and not by bags: a day is short, a drawer's past is not."""
    found: dict[str, Counter[int]] = {holder: Counter() for holder in holders}
    query = select(cash_moves.c.holder, cash_moves.c.seq, cash_moves.c.amount).where(cash_moves.c.seq > since)
    for holder, seq, amount in conn.execute(query):
        if holder in found:
            found[holder][seq] += amount
    return found


def _entry(conn: Connection, seq: int, leg: int, amount: int) -> BrokenEntry:
    row = conn.execute(select(journal.c.kind, journal.c.at, journal.c.made_by).where(journal.c.seq == seq)).first()
    query = select(transactions.c.id, transactions.c.receipt).where(transactions.c.seq == seq)
    booking = conn.execute(query.order_by(transactions.c.id)).first()
    return BrokenEntry(seq=seq, kind=row.kind if row else "", at=row.at if row else "", made_by=row.made_by if row else "", leg=leg,
                       moved=amount, transaction=booking.id if booking else "", receipt=booking.receipt if booking else "")  # fmt: skip
