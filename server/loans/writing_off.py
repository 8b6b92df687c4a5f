"""Writing a loan off: what is left of it becomes the bank's loss, with a second person's yes."""

from collections.abc import Iterable

from contract.approvals import Why
from contract.errors import ErrorCode, Rejected
from contract.ledger import Side
from contract.loan_doors import StepKind
from contract.loans import LoanState, WriteOffLoan
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.ledger import chart, posting
from server.ledger.ports import day_closed
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, TRANSACTIONS
from server.loans import rules
from server.loans.facts import replace, stepped
from server.loans.ports import ledger_of, moved, taken
from server.loans.tables import LOANS, LoanRow

KIND = "loan_write_off"


def needs(command: WriteOffLoan, header: Header, unit: Unit) -> Iterable[Key]:
    """The loan, its ledger account, the losses."""
    yield LOANS, command.loan
    yield TRANSACTIONS, command.transaction
    row = unit.peek(LOANS, command.loan)
    if row is not None:
        yield ACCOUNTS, chart.internal_id(row.branch, chart.LOANS, row.currency, row.id)
        yield ACCOUNTS, chart.internal_id(row.branch, chart.LOAN_LOSSES, row.currency)


def _fault(command: WriteOffLoan, ctx: Context) -> LoanRow | Rejected:
    row = ctx.get(LOANS, command.loan)
    fault = rules.step_fault(row, ctx.branch, LoanState.ACTIVE)
    if row is None or fault is not None:
        return fault or Rejected(code=ErrorCode.LOAN_UNKNOWN)
    if not row.left:
        # Interest alone was never an asset of the books: there is nothing to write off.
        return Rejected(code=ErrorCode.LOAN_STATE, params={"number": row.number, "state": row.state})
    return day_closed(ctx) or taken(ctx, command.transaction, False) or row


def weigh(command: WriteOffLoan, ctx: Context) -> Weighed | Rejected | None:
    """Always a second person: a loan that nobody looks for any more is easily stolen."""
    row = _fault(command, ctx)
    if isinstance(row, Rejected):
        return row
    why = Why(code="loan_write_off", figure=row.left, bound=row.principal, about=row.number)
    return Weighed(reasons=(why,), amount=row.left, currency=row.currency, account=row.account, holder=row.holder,
                   transaction=command.transaction, narration=command.reason, object=f"loan/{row.id}")  # fmt: skip


def handle(command: WriteOffLoan, ctx: Context) -> Outcome:
    """The claim goes, the loss is booked. A reversal brings both back."""
    row = _fault(command, ctx)
    if isinstance(row, Rejected):
        return row
    amount = row.left
    draft = Draft(id=command.transaction, kind=KIND, amount=amount, currency=row.currency, holder=row.holder,
                  narration=f"{row.number} {command.reason}"[:140], request=ctx.request)  # fmt: skip
    losses = posting.internal(ctx, row.branch, chart.LOAN_LOSSES, row.currency).id
    booked = posting.book(
        ctx, draft, [Line(losses, Side.DEBIT, amount), Line(ledger_of(ctx, row), Side.CREDIT, amount)]
    )
    after = replace(row, state=LoanState.WRITTEN_OFF.value, left=0, ended_on=ctx.business_date)
    after = stepped(
        ctx, row, after, StepKind.WRITTEN_OFF, booked.id, amount=amount, principal=amount, note=command.reason
    )
    return moved(after, booked, split=(amount, 0, 0))
