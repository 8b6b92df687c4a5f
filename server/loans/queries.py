"""Reading loans: the reader's share of a snapshot, lists by the page, one loan whole, what a payment would cover; and the erasing of a name."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from contract.errors import ErrorCode, Rejected
from contract.loan_doors import Instalment, LoanCover, LoanLine, LoanPage, LoanStep, Standing, StepKind
from contract.loans import LoanState
from contract.numbers import parse_receipt
from contract.repaying import cover, standing, with_paid
from contract.schedules import plan
from server.core.audience import Reader, may_see
from server.core.branch_table import branches
from server.core.registry import Shares, Source
from server.ledger.tables import transactions
from server.loans import facts
from server.loans.tables import LOAN_PRODUCTS, LOAN_STEPS, LOANS, LoanRow, LoanStepRow, loan_products, loan_steps, loans

PAGE_MAX = 100
LATE_SCANNED_MAX = 2_000
"""Running loans that are looked at for one page of those in arrears: what is late is reckoned, not kept."""
WAITING = (LoanState.APPLIED.value, LoanState.APPROVED.value)
LIVE = (*WAITING, LoanState.ACTIVE.value)
NAME = "-"
DayOf = Callable[[str], str]
"""A branch's business date, "" for one that has opened none."""


def _loans(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    query = select(*LOANS.columns).join(branches, branches.c.id == loans.c.branch)
    now = loans.c.state.in_(WAITING) | (loans.c.business_date == branches.c.business_date)
    found = conn.execute(query.where(loans.c.id > after, now).order_by(loans.c.id).limit(limit)).mappings()
    rows = [LOANS.make(row) for row in found]
    return [(row.id, facts.loan_fact(row) if may_see(reader, facts.loan_audience(row)) else None) for row in rows]


def _products(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    query = (
        select(*LOAN_PRODUCTS.columns).where(loan_products.c.code > after).order_by(loan_products.c.code).limit(limit)
    )
    rows = [LOAN_PRODUCTS.make(row) for row in conn.execute(query).mappings()]
    seen = may_see(reader, facts.product_audience())
    return [(row.code, facts.product_fact(row) if seen else None) for row in rows]


def sources() -> tuple[Source, ...]:
    """Products, and the loans that wait for a step or had one on this business day. The rest of a branch's is read by the page."""
    return (Source("loan_product", _products), Source("loan", _loans))


def loan(conn: Connection, key: str) -> LoanRow | None:
    """One loan."""
    return LOANS.fetch(conn, [key]).get(key)


def standing_of(row: LoanRow, day: str) -> Standing:
    """How it stands on a business day. What was not handed out, or has ended, owes nothing."""
    return standing(facts.lines_of(row) if row.state == LoanState.ACTIVE else (), day)


def line_of(row: LoanRow, day: str) -> LoanLine:
    """One line of a list."""
    return LoanLine(loan=facts.loan_fact(row), standing=standing_of(row, day))


def page_of_branch(
    conn: Connection, branch: str, day: str, state: str, words: str, before: str, limit: int, late: bool
) -> LoanPage:
    """A branch's loans, the newest first."""
    wanted = [loans.c.branch == branch]
    if late or state:
        wanted.append(loans.c.state == (LoanState.ACTIVE.value if late else state))
    if words:
        wanted.append(
            or_(loans.c.number.icontains(words, autoescape=True), loans.c.holder.icontains(words, autoescape=True))
        )
    return _page(conn, and_(*wanted), lambda _: day, before, limit, late)


def page_of_customer(conn: Connection, customer: str, day: DayOf, before: str, limit: int) -> LoanPage:
    """A customer's loans at every branch, the newest first, each as it stands on its own branch's day."""
    return _page(conn, loans.c.customer == customer, day, before, limit, False)


def _page(conn: Connection, wanted: ColumnElement[bool], day: DayOf, before: str, limit: int, late: bool) -> LoanPage:
    """``before`` is the id that the page before ended with. Of those in arrears only so many are looked at for one page."""
    if before:
        wanted = and_(wanted, loans.c.id < before)
    query = select(*LOANS.columns).where(wanted).order_by(loans.c.id.desc())
    query = query.limit(LATE_SCANNED_MAX if late else limit + 1)
    found: list[LoanLine] = []
    last, looked = "", 0
    for mapping in conn.execute(query).mappings():
        if len(found) == limit:
            return LoanPage(lines=tuple(found), next=last)
        row, looked = LOANS.make(mapping), looked + 1
        last = row.id
        line = line_of(row, day(row.branch))
        if line.standing.arrears or not late:
            found.append(line)
    return LoanPage(lines=tuple(found), next=last if late and looked == LATE_SCANNED_MAX else "")


def schedule_of(row: LoanRow) -> tuple[Instalment, ...]:
    """The loan's schedule; before it is handed out the one that it would have from the day of its last step on."""
    if row.lines:
        return facts.lines_of(row)
    if row.state not in WAITING or row.first_due <= row.business_date:
        # Undone after its first day: until that is moved there is no schedule, and none with negative days is made up.
        return ()
    return plan(facts.terms_of(row), row.approved or row.asked, row.business_date, row.first_due, row.term)


def steps_of(conn: Connection, key: str) -> Iterator[LoanStepRow]:
    """The steps that moved its money, oldest first."""
    query = select(*LOAN_STEPS.columns).where(loan_steps.c.loan == key).order_by(loan_steps.c.seq)
    return (LOAN_STEPS.make(row) for row in conn.execute(query).mappings())


def step_of(row: LoanStepRow, by_name: str, approved_by_name: str) -> LoanStep:
    """A step with its people by their names."""
    return LoanStep(transaction=row.id, kind=StepKind(row.kind), amount=row.amount, at=row.at, business_date=row.business_date,
                    by_name=by_name, principal=row.principal, interest=row.interest, over=row.over, left=row.left,
                    in_cash=row.in_cash, receipt=row.receipt if parse_receipt(row.receipt) else "", approved_by_name=approved_by_name, note=row.note,
                    undone=row.undone, number=row.receipt, verification=row.verification)  # fmt: skip


def cover_of(row: LoanRow, amount: int, day: str) -> LoanCover:
    """What so much would cover, as ``RepayLoan`` would book it now."""
    lines = facts.lines_of(row) if row.state == LoanState.ACTIVE else ()
    parts = cover(facts.terms_of(row), lines, amount, day)
    principal, interest = sum(part.principal for part in parts), sum(part.interest for part in parts)
    after = standing(with_paid(lines, parts), day)
    return LoanCover(loan=row.id, amount=amount, principal=principal, interest=interest, over=amount - principal - interest,
                     left=row.left - principal, closes=bool(parts) and after.payoff == 0, parts=parts,
                     before=standing(lines, day), after=after)  # fmt: skip


def ids_of(conn: Connection, customer: str) -> Sequence[str]:
    """All loans of a customer, by their ids."""
    return conn.scalars(select(loans.c.id).where(loans.c.customer == customer)).all()


def may_forget(conn: Connection, customer: str, accounts: Sequence[str]) -> Rejected | None:
    """A person with a loan that runs, or that is asked for, cannot be erased."""
    mine = (loans.c.customer == customer, loans.c.state.in_(LIVE))
    running = conn.scalar(select(loans.c.number).where(*mine).limit(1))
    return Rejected(code=ErrorCode.BALANCE_REMAINS, params={"number": running}) if running is not None else None


def forget(conn: Connection, customer: str, accounts: Sequence[str]) -> Rejected | None:
    """Drop name and purpose from the loans of a person who is erased; amounts and dates stay."""
    mine = loans.c.customer == customer
    steps = select(loan_steps.c.id).join(loans, loans.c.id == loan_steps.c.loan).where(mine)
    conn.execute(update(transactions).where(transactions.c.id.in_(steps)).values(holder=NAME, narration=""))
    conn.execute(update(loan_steps).where(loan_steps.c.id.in_(steps)).values(note=""))
    conn.execute(update(loans).where(mine).values(holder=NAME, purpose=NAME))
    return None
