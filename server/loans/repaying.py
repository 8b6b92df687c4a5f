"""Money for a loan: over the counter or from an account of the borrower's, split by the product's order; what is over goes to the account."""

from collections.abc import Iterable
from typing import NamedTuple

from contract.approvals import Why
from contract.errors import ErrorCode, Rejected
from contract.ledger import Side
from contract.loan_doors import Covered, Instalment, StepKind
from contract.loans import LoanState, RepayLoan
from contract.repaying import cover, standing, with_paid
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.ledger import chart, posting
from server.ledger import rules as ledger_rules
from server.ledger.cash import CashEntry
from server.ledger.ports import day_closed, receipt_fault
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, RECEIPTS, TRANSACTIONS
from server.loans import rules
from server.loans.facts import kept_lines, lines_of, replace, stepped, terms_of
from server.loans.ports import Deps, ledger_of, moved, own_account, paper_of, stopped, taken
from server.loans.tables import LOANS, LoanRow

KIND = "loan_repayment"


class Split(NamedTuple):
    """What a payment pays, in minor units, and the schedule after it."""

    principal: int
    interest: int
    over: int
    lines: tuple[Instalment, ...]
    payoff: int


def split_of(row: LoanRow, amount: int, day: str) -> Split:
    """How so much money on this day is shared out."""
    lines = lines_of(row)
    parts: tuple[Covered, ...] = cover(terms_of(row), lines, amount, day)
    principal, interest = sum(part.principal for part in parts), sum(part.interest for part in parts)
    return Split(
        principal, interest, amount - principal - interest, with_paid(lines, parts), standing(lines, day).payoff
    )


def needs(deps: Deps, command: RepayLoan, header: Header, unit: Unit) -> Iterable[Key]:
    """The loan, its borrower, the accounts, the till."""
    yield LOANS, command.loan
    yield TRANSACTIONS, command.transaction
    yield RECEIPTS, command.receipt
    if command.account:
        yield ACCOUNTS, command.account
    if not command.account or command.receipt:
        yield from deps.cash.needs(header, unit)
    row = unit.peek(LOANS, command.loan)
    if row is not None:
        yield deps.holders.key(row.customer)
        yield ACCOUNTS, row.account
        yield ACCOUNTS, chart.internal_id(row.branch, chart.LOANS, row.currency, row.id)
        yield ACCOUNTS, chart.internal_id(row.branch, chart.LOAN_INTEREST, row.currency)


def _fault(deps: Deps, command: RepayLoan, ctx: Context) -> LoanRow | Rejected:
    row = ctx.get(LOANS, command.loan)
    fault = rules.line_fault(command.taken_offline) or rules.step_fault(row, ctx.branch, LoanState.ACTIVE)
    if row is None or fault is not None:
        return fault or Rejected(code=ErrorCode.LOAN_UNKNOWN)
    if row.currency != command.amount.currency:
        return Rejected(code=ErrorCode.WRONG_CURRENCY, params={"account": row.currency})
    permitted = bool(command.permit or ctx.request)
    fault = day_closed(ctx) or taken(ctx, command.transaction, permitted) or stopped(deps, ctx, row.customer)
    fault = fault or _account_fault(command, ctx, row) or _over_fault(command, ctx, row)
    return fault or row


def _account_fault(command: RepayLoan, ctx: Context, row: LoanRow) -> Rejected | None:
    """An account that pays is the borrower's and has it. What a request keeps aside for this very payment counts as free."""
    if not command.account:
        return None
    account = ctx.get(ACCOUNTS, command.account)
    if account is None or account.customer != row.customer:
        return Rejected(code=ErrorCode.LOAN_ACCOUNT)
    freed = posting.holds(ctx.get(TRANSACTIONS, command.transaction), account.id)
    return ledger_rules.may_debit(account, row.currency, command.amount.minor, freed)


def _over_fault(command: RepayLoan, ctx: Context, row: LoanRow) -> Rejected | None:
    """More than all that is owed needs an account to go to; from an account it is not taken in the first place."""
    found = split_of(row, command.amount.minor, ctx.business_date)
    if not found.over:
        return None
    if row.account and not command.account:
        account = own_account(ctx, row.account, row.customer, row.currency)
        return account if isinstance(account, Rejected) else None
    return Rejected(code=ErrorCode.LOAN_OVERPAID, params={"payoff": found.payoff, "currency": row.currency})


def _act(command: RepayLoan) -> str:
    """Whose bound holds for the maker: notes over the counter are as a deposit, from an account it is as a transfer."""
    return "transfer" if command.account else "deposit"


def weigh(deps: Deps, command: RepayLoan, ctx: Context) -> Weighed | Rejected | None:
    """Over the maker's limit for such a movement a second person is asked."""
    row = _fault(deps, command, ctx)
    if isinstance(row, Rejected):
        return row
    entry = None if command.account else deps.cash.entry(ctx, row.currency)
    if isinstance(entry, Rejected):
        return entry
    amount, bound = command.amount.minor, deps.limit(ctx, _act(command), row.currency)
    over = bound is not None and amount > bound
    reasons = (Why(code="over_limit", figure=amount, bound=bound or 0),) if over else ()
    return Weighed(reasons=reasons, cash=not command.account, amount=amount, currency=row.currency,
                   account=command.account or row.account, transaction=command.transaction, narration=row.number,
                   holder=row.holder, object=f"repayment/{command.transaction}")  # fmt: skip


def hold(command: RepayLoan, ctx: Context, request: str) -> Rejected | None:
    """Keep aside what the account will pay, while a second person decides. Notes are still in the customer's hands."""
    row = ctx.must(LOANS, command.loan)
    amount = command.amount.minor
    draft = Draft(id=command.transaction, kind=KIND, amount=amount, currency=row.currency, subject=command.account or "",
                  holder=row.holder, narration=row.number, request=request)  # fmt: skip
    posting.pend(ctx, draft, [Line(command.account, Side.DEBIT, amount)] if command.account else [])
    return None


def release(command: RepayLoan, ctx: Context) -> None:
    """Declined, withdrawn or expired: the funds are free, the transaction has failed."""
    posting.fail(ctx, command.transaction)


def handle(deps: Deps, command: RepayLoan, ctx: Context) -> Outcome:
    """Interest to income, principal off the claim, what is over to the borrower's account. Nothing left: closed."""
    row = _fault(deps, command, ctx)
    if isinstance(row, Rejected):
        return row
    entry: CashEntry | None = None
    if not command.account or (command.receipt and not ctx.approved_by):
        found = deps.cash.entry(ctx, row.currency)
        if isinstance(found, Rejected):
            return found
        entry = found
    amount = command.amount.minor
    refusal = receipt_fault(ctx, command.receipt, entry)
    if refusal is None and entry is not None and not command.account:
        refusal = deps.cash.take(
            ctx, entry, row.currency, command.cash, amount, command.transaction, KIND, command.receipt
        )
    return refusal or _book(deps, command, ctx, row, entry)


def _book(deps: Deps, command: RepayLoan, ctx: Context, row: LoanRow, entry: CashEntry | None) -> Outcome:
    amount = command.amount.minor
    found = split_of(row, amount, ctx.business_date)
    posting.free(ctx, ctx.get(TRANSACTIONS, command.transaction))
    paid_by = command.account or (entry.account_id if entry else "")
    paper = paper_of(deps, ctx, row, command.receipt, amount)
    draft = Draft(id=command.transaction, kind=KIND, amount=amount, currency=row.currency, holder=row.holder,
                  subject=command.account or (row.account if found.over else ""), narration=row.number,
                  drawer=entry.drawer if entry else "", session=entry.session if entry else "", receipt=command.receipt,
                  request=command.permit or ctx.request, verification=paper.code if command.receipt else "")  # fmt: skip
    income = posting.internal(ctx, row.branch, chart.LOAN_INTEREST, row.currency).id
    # Interest that was paid ahead and is given back is a debit of the income.
    credits = ((ledger_of(ctx, row), found.principal), (income, found.interest), (row.account, found.over))
    sides = ((to, Side.CREDIT if part > 0 else Side.DEBIT, abs(part)) for to, part in credits if part)
    lines = [Line(paid_by, Side.DEBIT, amount), *(Line(*side) for side in sides)]
    booked = posting.book(ctx, draft, lines)
    deps.count(ctx, _act(command), row.currency, amount)
    ends = standing(found.lines, ctx.business_date).payoff == 0
    after = replace(row, left=row.left - found.principal, interest_paid=row.interest_paid + found.interest,
                    lines=kept_lines(found.lines), state=LoanState.CLOSED.value if ends else row.state,
                    ended_on=ctx.business_date if ends else "")  # fmt: skip
    after = stepped(ctx, row, after, StepKind.REPAID, booked.id, amount=amount, principal=found.principal,
                    interest=found.interest, over=found.over, in_cash=not command.account, receipt=paper.number,
                    verification=paper.code)  # fmt: skip
    return moved(after, booked, paper, (found.principal, found.interest, found.over))
