"""Proving the loans: what each keeps of itself against its account's legs, its schedule and its steps. Streams in pages."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from contract.loan_doors import StepKind
from contract.loans import LoanState
from server.core.chain import Difference
from server.ledger import chart
from server.ledger.tables import accounts
from server.loans.facts import lines_of
from server.loans.tables import LOANS, LoanRow, loan_steps, loans

PAGE = 500


def check(conn: Connection) -> Iterator[Difference]:
    """Every difference, loan by loan; then claims in the ledger that belong to none."""
    after = ""
    while rows := _page(conn, after):
        keys = [row.id for row in rows]
        claims, paid = _claims(conn, rows), _paid(conn, keys)
        for row in rows:
            yield from _loan(row, claims.get(row.id, 0), paid.get(row.id, (0, 0)))
        after = rows[-1].id
    yield from _strays(conn)


def _page(conn: Connection, after: str) -> list[LoanRow]:
    query = select(*LOANS.columns).where(loans.c.id > after).order_by(loans.c.id).limit(PAGE)
    return [LOANS.make(found) for found in conn.execute(query).mappings()]


def _claims(conn: Connection, rows: list[LoanRow]) -> dict[str, int]:
    """The balance of each loan's account."""
    named = {chart.internal_id(row.branch, chart.LOANS, row.currency, row.id): row.id for row in rows}
    query = select(accounts.c.id, accounts.c.debits - accounts.c.credits).where(accounts.c.id.in_(named))
    return {named[account]: int(balance) for account, balance in conn.execute(query)}


def _paid(conn: Connection, keys: list[str]) -> dict[str, tuple[int, int]]:
    """Principal and interest that came in by the steps that stand."""
    sums = (func.sum(loan_steps.c.principal), func.sum(loan_steps.c.interest))
    query = select(loan_steps.c.loan, *sums).where(loan_steps.c.loan.in_(keys), loan_steps.c.undone.is_(False),
                                                    loan_steps.c.kind == StepKind.REPAID.value)  # fmt: skip
    return {
        loan: (int(principal), int(interest))
        for loan, principal, interest in conn.execute(query.group_by(loan_steps.c.loan))
    }


def _loan(row: LoanRow, claim: int, paid: tuple[int, int]) -> Iterator[Difference]:
    name = f"loan {row.number}"
    if row.left != claim:
        yield Difference(f"{name} principal owed", f"{claim} in its account", str(row.left))
    lines = lines_of(row)
    by_lines = (sum(line.paid_principal for line in lines), sum(line.paid_interest for line in lines))
    if by_lines != paid:
        yield Difference(f"{name} paid principal and interest by its schedule", f"{paid} by its steps", str(by_lines))
    if row.interest_paid != paid[1]:
        yield Difference(f"{name} interest paid", f"{paid[1]} by its steps", str(row.interest_paid))
    owed = 0 if row.state == LoanState.WRITTEN_OFF else row.principal - paid[0]
    if row.left != owed:
        yield Difference(f"{name} principal owed", f"{owed} by its steps", str(row.left))
    whole = (sum(line.principal for line in lines), sum(line.interest for line in lines))
    if lines and whole != (row.principal, row.interest):
        yield Difference(f"{name} schedule", f"{whole}", f"{(row.principal, row.interest)}")


def _strays(conn: Connection) -> Iterator[Difference]:
    """Claims that are no loan's: their sum is more than that of the loans."""
    claimed = select(func.coalesce(func.sum(accounts.c.debits - accounts.c.credits), 0)).where(
        accounts.c.product == chart.LOANS
    )
    owed = select(func.coalesce(func.sum(loans.c.left), 0))
    ledger, rows = int(conn.scalar(claimed) or 0), int(conn.scalar(owed) or 0)
    if ledger != rows:
        yield Difference("loans in the ledger", f"{rows} by the loans", str(ledger))
