"""A branch's trial balance of one business day as a paper: opening, movement and closing by account, and the cash proved by its pieces.

All of it is as of one journal row: running totals less what was booked since, so that a paper can be rebuilt when it is checked.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, case, func, select

from contract.papers import Proof, TrialLine, TrialPaper
from server.core.branch_table import BRANCHES, BranchRow
from server.core.journal_tables import journal
from server.core.unit import Resident
from server.drawers.tables import DRAWERS, bags, cash_moves
from server.ledger import chart
from server.ledger.tables import accounts, legs, products, transactions
from server.ledger.verification import Sign

GROUPS = {"1": "assets", "2": "liabilities", "3": "equity", "4": "income", "5": "expenses"}
CASH = (("drawer", chart.DRAWER_CASH), ("vault", chart.VAULT_CASH), ("transit", chart.IN_TRANSIT))
_SIDES = tuple(func.sum(case((legs.c.side == side, legs.c.amount), else_=0)) for side in ("debit", "credit"))

type Sides = tuple[int, int]
"""Debits and credits."""


def last_row(conn: Connection, branch: str) -> int:
    """The newest journal row that booked anything at this branch."""
    return int(conn.scalar(select(func.max(accounts.c.last_seq)).where(accounts.c.branch == branch)) or 0)


def stated(
    conn: Connection, resident: Resident, sign: Sign, branch: BranchRow, day: str, currency: str, seq: int
) -> TrialPaper:
    """The paper as of row ``seq``. The code covers every line, so that it fits one row alone."""
    first = _first_row(conn, resident, day)
    moved = _sums(conn, branch, currency, legs.c.seq.between(first, seq), legs.c.business_date == day) if first else {}
    later = _sums(conn, branch, currency, legs.c.seq > seq)
    lines = tuple(
        sorted(_lines(conn, resident, branch, currency, moved, later), key=lambda line: (line.group, line.code))
    )
    total = sum(max(0, line.opening + line.debits - line.credits) for line in lines)
    number = f"TB-{branch.code}-{day.replace('-', '')}-{seq}-{currency}"
    said = ",".join(f"{line.code}:{line.opening}:{line.debits}:{line.credits}" for line in lines)
    return TrialPaper(
        number=number,
        code=sign(number, total, branch.id, said),
        branch=branch.id,
        branch_name=f"{branch.code} {branch.name}",
        currency=currency,
        business_date=day,
        open=branch.open and branch.business_date == day,
        first_seq=first or seq,
        seq=seq,
        total=total,
        lines=lines,
        proofs=tuple(_proofs(conn, branch.id, currency, lines, seq)),
        hashes=_hashes(conn, first or seq, seq),
    )


def _hashes(conn: Connection, *rows: int) -> tuple[str, ...]:
    """The chain's hash at each of these journal rows: whoever keeps the paper can hold the whole journal against it."""
    query = select(journal.c.seq, journal.c.hash).where(journal.c.seq.in_(rows))
    found: dict[int, str] = dict(tuple(row) for row in conn.execute(query))
    return tuple(found.get(seq, "") for seq in rows)


def _first_row(conn: Connection, resident: Resident, day: str) -> int:
    """Where the day began at any branch: a transfer between branches books at both on the payer's date."""
    firsts = select(func.min(transactions.c.seq)).where(transactions.c.business_date == day)
    found = [conn.scalar(firsts.where(transactions.c.branch == key)) for key in resident.rows(BRANCHES)]
    return min((int(seq) for seq in found if seq is not None), default=0)


def _sums(conn: Connection, branch: BranchRow, currency: str, *where: ColumnElement[bool]) -> dict[str, Sides]:
    query = select(legs.c.account, *_SIDES).where(legs.c.branch == branch.id, legs.c.currency == currency, *where)
    return {row[0]: (int(row[1]), int(row[2])) for row in conn.execute(query.group_by(legs.c.account))}


def _lines(
    conn: Connection,
    resident: Resident,
    branch: BranchRow,
    currency: str,
    moved: dict[str, Sides],
    later: dict[str, Sides],
) -> Iterator[TrialLine]:
    """A line for each drawer and for every other code or product; what never had anything on it has none."""
    drawers = _drawer_numbers(conn, resident, branch.id, currency)
    names = dict(chart.CODES)
    for product, name in conn.execute(select(products.c.code, products.c.name)):
        names[product] = name
    found: dict[tuple[str, str], list[int]] = {}
    query = select(accounts.c.id, accounts.c.customer, accounts.c.product, accounts.c.debits, accounts.c.credits)
    for key, customer, product, debits, credits in conn.execute(
        query.where(accounts.c.branch == branch.id, accounts.c.currency == currency)
    ):
        since, day = later.get(key, (0, 0)), moved.get(key, (0, 0))
        code = f"{product}-{drawers[key]}" if key in drawers else product
        line = found.setdefault(("liabilities" if customer else GROUPS[product[0]], code), [0, 0, 0])
        line[0] += debits - credits - since[0] + since[1] - day[0] + day[1]
        line[1] += day[0]
        line[2] += day[1]
    for (group, code), (opening, debits, credits) in found.items():
        if opening or debits or credits:
            base, _, drawer = code.partition("-")
            name = names.get(code) or f"{names.get(base, base)} {drawer}"
            yield TrialLine(group=group, code=code, name=name, opening=opening, debits=debits, credits=credits)


def _drawer_numbers(conn: Connection, resident: Resident, branch: str, currency: str) -> dict[str, str]:
    """The number of the drawer that a cash account belongs to, by the account's id."""
    query = select(bags.c.account, bags.c.holder).where(bags.c.branch == branch, bags.c.currency == currency)
    held = ((account, resident.get(DRAWERS, holder.partition(":")[2])) for account, holder in conn.execute(query))
    return {account: drawer.number for account, drawer in held if drawer is not None}


def _proofs(conn: Connection, branch: str, currency: str, lines: tuple[TrialLine, ...], seq: int) -> Iterator[Proof]:
    """Cash by the books against the worth of the pieces where it lies, both as of the row."""
    since = select(cash_moves.c.holder, func.sum(cash_moves.c.amount)).where(cash_moves.c.seq > seq)
    later = {holder: int(amount) for holder, amount in conn.execute(since.group_by(cash_moves.c.holder))}
    query = select(bags.c.holder, bags.c.amount).where(bags.c.branch == branch, bags.c.currency == currency)
    held = {holder: amount - later.get(holder, 0) for holder, amount in conn.execute(query)}
    for what, code in CASH:
        found = [amount for holder, amount in held.items() if holder.startswith(f"{what}:")]
        books = sum(line.opening + line.debits - line.credits for line in lines if line.code.partition("-")[0] == code)
        yield Proof(what=what, books=books, found=sum(found), places=len(found))
