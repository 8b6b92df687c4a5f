"""Handing a loan out: to the borrower's account with the second person's yes, or in notes from the maker's drawer on a permit."""

from collections.abc import Iterable

from contract.approvals import Why
from contract.errors import ErrorCode, Rejected
from contract.ledger import Side
from contract.loan_doors import StepKind
from contract.loans import DisburseLoan, LoanState
from contract.schedules import effective_rate, plan
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.ledger import chart, posting
from server.ledger.cash import CashEntry
from server.ledger.ports import day_closed, receipt_fault
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, RECEIPTS, TRANSACTIONS
from server.loans import rules
from server.loans.facts import kept_lines, replace, stepped, terms_of
from server.loans.ports import Deps, ledger_of, moved, own_account, paper_of, stopped, taken
from server.loans.tables import LOANS, LoanRow

KIND = "loan_disbursal"


def needs(deps: Deps, command: DisburseLoan, header: Header, unit: Unit) -> Iterable[Key]:
    """The loan, its borrower and account, its ledger account, the till."""
    yield LOANS, command.loan
    yield TRANSACTIONS, command.transaction
    yield RECEIPTS, command.receipt
    if command.in_cash:
        yield from deps.cash.needs(header, unit)
    row = unit.peek(LOANS, command.loan)
    if row is not None:
        yield deps.holders.key(row.customer)
        yield ACCOUNTS, row.account
        yield ACCOUNTS, chart.internal_id(row.branch, chart.LOANS, row.currency, row.id)


def _fault(deps: Deps, command: DisburseLoan, ctx: Context) -> LoanRow | Rejected:
    row = ctx.get(LOANS, command.loan)
    fault = rules.line_fault(command.taken_offline) or rules.step_fault(row, ctx.branch, LoanState.APPROVED)
    if row is None or fault is not None:
        return fault or Rejected(code=ErrorCode.LOAN_UNKNOWN)
    fault = rules.amount_fault(row, command.amount.minor, command.amount.currency) or day_closed(ctx)
    fault = fault or taken(ctx, command.transaction, bool(command.permit or ctx.request))
    fault = fault or rules.first_due_fault(terms_of(row), ctx.business_date, command.first_due or row.first_due)
    fault = fault or stopped(deps, ctx, row.customer)
    if fault is None and not command.in_cash:
        account = own_account(ctx, row.account, row.customer, row.currency)
        fault = account if isinstance(account, Rejected) else None
    return fault or row


def weigh(deps: Deps, command: DisburseLoan, ctx: Context) -> Weighed | Rejected | None:
    """Always a second person: this is where the bank's money leaves. In cash their yes is a permit."""
    row = _fault(deps, command, ctx)
    if isinstance(row, Rejected):
        return row
    entry = deps.cash.entry(ctx, row.currency) if command.in_cash else None
    if isinstance(entry, Rejected):
        return entry
    why = Why(code="loan_disbursal", figure=command.amount.minor, bound=row.approved, about=row.number)
    # Another first day is another schedule: whoever agrees sees it, and whoever pays on the permit finds it there.
    first = (Why(code="loan_term", figure=row.term, about=command.first_due),) if command.first_due else ()
    return Weighed(reasons=(why, *first), cash=command.in_cash, amount=command.amount.minor, currency=row.currency,
                   account=row.account, transaction=command.transaction, narration=f"{row.number} {row.purpose}"[:140],
                   object=f"loan/{row.id}", holder=row.holder)  # fmt: skip


def handle(deps: Deps, command: DisburseLoan, ctx: Context) -> Outcome:
    """The claim against what was handed out; the schedule begins today."""
    row = _fault(deps, command, ctx)
    if isinstance(row, Rejected):
        return row
    amount = command.amount.minor
    entry: CashEntry | None = None
    if command.in_cash:
        found = deps.cash.entry(ctx, row.currency)
        if isinstance(found, Rejected):
            return found
        entry = found
    refusal = receipt_fault(ctx, command.receipt, entry)
    if refusal is None and entry is not None:
        refusal = deps.cash.take(
            ctx, entry, row.currency, command.cash, -amount, command.transaction, KIND, command.receipt
        )
    if refusal is not None:
        return refusal
    paper = paper_of(deps, ctx, row, command.receipt, amount)
    draft = Draft(id=command.transaction, kind=KIND, amount=amount, currency=row.currency, holder=row.holder,
                  subject="" if entry else row.account, drawer=entry.drawer if entry else "",
                  session=entry.session if entry else "", receipt=command.receipt, verification=paper.code if command.receipt else "",
                  narration=f"{row.number} {row.purpose}"[:140], request=command.permit or ctx.request)  # fmt: skip
    paid_from = entry.account_id if entry else row.account
    booked = posting.book(
        ctx, draft, [Line(ledger_of(ctx, row), Side.DEBIT, amount), Line(paid_from, Side.CREDIT, amount)]
    )
    after = _begun(ctx, row, amount, command.first_due or row.first_due)
    after = stepped(ctx, row, after, StepKind.DISBURSED, booked.id, amount=amount, principal=amount, in_cash=entry is not None,
                    receipt=paper.number, verification=paper.code)  # fmt: skip
    return moved(after, booked, paper, (amount, 0, 0))


def _begun(ctx: Context, row: LoanRow, amount: int, first_due: str) -> LoanRow:
    """The loan with its schedule from today on. What was approved beyond this amount has lapsed."""
    terms, day = terms_of(row), ctx.business_date
    lines = plan(terms, amount, day, first_due, row.term)
    return replace(row, state=LoanState.ACTIVE.value, principal=amount, left=amount, first_due=first_due,
                   interest=sum(line.interest for line in lines), rate_year=effective_rate(amount, day, lines, terms.every),
                   disbursed_on=day, lines=kept_lines(lines))  # fmt: skip
