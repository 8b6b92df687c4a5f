"""Applying for a loan: always weighed by a second person, who may approve less. The loan is in the books as applied while they think."""

from collections.abc import Iterable

from sqlalchemy import select

from contract.approvals import Why
from contract.errors import ErrorCode, Rejected
from contract.loans import ApplyForLoan, LoanState
from contract.money import Money
from contract.repaying import standing
from contract.schedules import effective_rate, plan
from server.core.actor import Header
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.ledger.ports import day_closed
from server.ledger.tables import ACCOUNTS, SERIALS, SerialRow
from server.loans import rules
from server.loans.facts import keep, lines_of, replace, terms_of
from server.loans.ports import Deps, day_of, moved, own_account, stopped
from server.loans.tables import LOAN_PRODUCTS, LOANS, LoanProductRow, LoanRow, loans

RUNNING = (LoanState.APPROVED.value, LoanState.ACTIVE.value)
OTHERS_MAX = 50
"""Other loans of one customer that are looked at."""


def needs(deps: Deps, command: ApplyForLoan, header: Header, unit: Unit) -> Iterable[Key]:
    """The loan, the product, the customer, the account."""
    yield LOANS, command.loan
    yield LOAN_PRODUCTS, command.product
    yield deps.holders.key(command.customer)
    if command.account:
        yield ACCOUNTS, command.account


def _fault(deps: Deps, command: ApplyForLoan, ctx: Context) -> LoanProductRow | Rejected:
    product = ctx.get(LOAN_PRODUCTS, command.product)
    amount = command.amount
    fault = day_closed(ctx) or rules.bounds_fault(product, amount.minor, amount.currency, command.term)
    if fault is not None or product is None:
        return fault or Rejected(code=ErrorCode.PRODUCT_UNKNOWN)
    if not deps.holders.branch(ctx, command.customer):
        return Rejected(code=ErrorCode.CUSTOMER_UNKNOWN)
    fault = rules.first_due_fault(terms_of(product), ctx.business_date, command.first_due)
    fault = fault or stopped(deps, ctx, command.customer)
    if fault is None and command.account:
        account = own_account(ctx, command.account, command.customer, amount.currency)
        fault = account if isinstance(account, Rejected) else None
    return fault or product


def weigh(deps: Deps, command: ApplyForLoan, ctx: Context) -> Weighed | Rejected | None:
    """The figures that whoever decides weighs: the loan, what it costs, what the customer owes already."""
    if ctx.get(LOANS, command.loan) is not None:
        return Rejected(code=ErrorCode.ALREADY_THERE)
    product = _fault(deps, command, ctx)
    if isinstance(product, Rejected):
        return product
    terms, day = terms_of(product), ctx.business_date
    lines = plan(terms, command.amount.minor, day, command.first_due, command.term)
    asked = [line.principal + line.interest for line in lines]
    rate = effective_rate(command.amount.minor, day, lines, terms.every)
    reasons = [
        Why(code="loan_application", figure=command.amount.minor, about=product.name),
        Why(code="loan_term", figure=command.term, about=command.first_due),
        Why(code="loan_instalment", figure=max(asked), bound=sum(asked)),
        Why(code="loan_rate", figure=rate, bound=terms.rate),
        *_owing(ctx, command.customer, command.amount.currency),
    ]
    return Weighed(reasons=tuple(reasons), amount=command.amount.minor, currency=command.amount.currency,
                   account=command.account or "", narration=command.purpose, object=f"loan_application/{command.customer}",
                   holder=deps.holders.name(ctx, command.customer))  # fmt: skip


def _owing(ctx: Context, customer: str, currency: str) -> Iterable[Why]:
    """What the customer owes on other loans, currency by currency, for sums of several are none: principal in that of the application, how
    many, and the number of the one that is late the longest."""
    query = select(*LOANS.columns).where(loans.c.customer == customer, loans.c.state.in_(RUNNING))
    rows = [LOANS.make(found) for found in ctx.conn.execute(query.order_by(loans.c.id).limit(OTHERS_MAX)).mappings()]
    for other in sorted({row.currency for row in rows}, key=lambda code: (code != currency, code)):
        those = [row for row in rows if row.currency == other]
        late = [(standing(lines_of(row), day_of(ctx, row.branch)).days, row.number) for row in those]
        days, number = max(late, key=lambda one: one[0])
        if other == currency:
            owed = sum(row.left if row.state == LoanState.ACTIVE else row.approved for row in those)
            yield Why(code="loan_owing", figure=owed, bound=len(those), about=number if days else "")
        else:
            code = "loan_abroad_late" if days else "loan_abroad"
            yield Why(code=code, figure=len(those), about=number if days else other)


def hold(deps: Deps, command: ApplyForLoan, ctx: Context, request: str) -> Rejected | None:
    """The application is in the books, under a number, while a second person decides."""
    product = ctx.must(LOAN_PRODUCTS, command.product)
    branch = ctx.must(BRANCHES, ctx.branch)
    account = ctx.get(ACCOUNTS, command.account) if command.account else None
    name = f"LN/{ctx.branch}"
    serial = ctx.get(SERIALS, name) or SerialRow(name=name, last=0)
    ctx.put(SERIALS, SerialRow(name=name, last=serial.last + 1))
    row = LoanRow(id=command.loan, number=f"LN-{branch.code}-{serial.last + 1:05d}", customer=command.customer,
                  holder=deps.holders.name(ctx, command.customer), branch=ctx.branch, product=product.code,
                  product_name=product.name, currency=command.amount.currency, asked=command.amount.minor, term=command.term,
                  first_due=command.first_due, purpose=command.purpose, state=LoanState.APPLIED.value, made_by=ctx.actor.user,
                  at=ctx.at, business_date=ctx.business_date, terms=product.terms, account=account.id if account else "",
                  account_number=account.number if account else "", request=request)  # fmt: skip
    lines = plan(terms_of(product), row.asked, ctx.business_date, row.first_due, row.term)
    rate = effective_rate(row.asked, ctx.business_date, lines, terms_of(product).every)
    keep(ctx, replace(row, rate_year=rate), ctx.business_date)
    return None


def release(command: ApplyForLoan, ctx: Context) -> None:
    """Declined, withdrawn or expired: it came to nothing, and the request says how."""
    row = ctx.must(LOANS, command.loan)
    day = day_of(ctx, row.branch)
    keep(ctx, replace(row, state=LoanState.DROPPED.value, ended_on=day), day)


def lessen(command: ApplyForLoan, ceiling: int) -> ApplyForLoan:
    """The same for less, as the second person allowed it."""
    return replace(command, amount=Money(ceiling, command.amount.currency))


def handle(deps: Deps, command: ApplyForLoan, ctx: Context) -> Outcome:
    """The second person's yes: so much may be handed out. No money moves yet."""
    row = ctx.get(LOANS, command.loan)
    fault = rules.step_fault(row, ctx.branch, LoanState.APPLIED)
    if row is None or fault is not None:
        return fault
    checked = _fault(deps, command, ctx)
    if isinstance(checked, Rejected):
        return checked
    row = replace(row, state=LoanState.APPROVED.value, approved=command.amount.minor, approved_by=ctx.approved_by)
    return moved(keep(ctx, row, ctx.business_date))
