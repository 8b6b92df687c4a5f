"""A fee given back: from the branch's income to the account that paid it, by two people, once a transaction."""

from collections.abc import Iterable

from contract.approvals import Why
from contract.errors import ErrorCode, Rejected
from contract.ledger import RefundFee, Side, Status, refund_id
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.ledger import chart, posting, rules
from server.ledger.deposits import posted
from server.ledger.ports import Deps, day_closed, stopped
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, TRANSACTIONS, AccountRow, TransactionRow

KIND = "fee_refund"


def needs(deps: Deps, command: RefundFee, header: Header, unit: Unit) -> Iterable[Key]:
    """The transaction, its refund where there is one, the paying account, its holder, the income."""
    yield TRANSACTIONS, command.original
    yield TRANSACTIONS, refund_id(command.original)
    original = unit.peek(TRANSACTIONS, command.original)
    for key in original.accounts[:1] if original else ():
        yield ACCOUNTS, key
        account = unit.peek(ACCOUNTS, key)
        if account is not None:
            yield deps.holders.key(account.customer)
            yield ACCOUNTS, chart.internal_id(account.branch, chart.FEE_INCOME, account.currency)


def is_refunded(ctx: Context, original: str) -> bool:
    """Whether the fee of this transaction was given back. Its key must be among the needs."""
    return ctx.get(TRANSACTIONS, refund_id(original)) is not None


def _checked(deps: Deps, command: RefundFee, ctx: Context) -> tuple[TransactionRow, AccountRow] | Rejected:
    original = ctx.get(TRANSACTIONS, command.original)
    if original is None or original.branch != ctx.branch:
        return Rejected(code=ErrorCode.TRANSACTION_UNKNOWN)
    if is_refunded(ctx, original.id):
        return Rejected(code=ErrorCode.TRANSACTION_EXISTS)
    left = original.fee if original.status == Status.COMPLETED and not original.reverses else 0
    if command.amount > left or not original.accounts:
        return Rejected(code=ErrorCode.FEE_NOT_REFUNDABLE, params={"amount": left, "currency": original.currency})
    account = ctx.get(ACCOUNTS, original.accounts[0])
    fault = day_closed(ctx) or rules.may_credit(account, original.currency)
    if fault is None and account is not None:
        fault = stopped(deps, ctx, account)
    return fault or (original, ctx.must(ACCOUNTS, original.accounts[0]))


def weigh(deps: Deps, command: RefundFee, ctx: Context) -> Weighed | Rejected | None:
    """Always a second person: money goes out of the bank's own income."""
    found = _checked(deps, command, ctx)
    if isinstance(found, Rejected):
        return found
    original, account = found
    why = Why(code="fee_refund", figure=command.amount, bound=original.fee, about=original.receipt)
    return Weighed(reasons=(why,), amount=command.amount, currency=original.currency, account=account.id,
                   narration=command.reason, object=f"fee/{original.id}")  # fmt: skip


def handle(deps: Deps, command: RefundFee, ctx: Context) -> Outcome:
    """Income debited, the account credited; the original stays as it was booked."""
    found = _checked(deps, command, ctx)
    if isinstance(found, Rejected):
        return found
    original, account = found
    income = posting.internal(ctx, account.branch, chart.FEE_INCOME, account.currency)
    draft = Draft(id=refund_id(original.id), kind=KIND, amount=command.amount, currency=original.currency, subject=account.id,
                  holder=deps.holders.name(ctx, account.customer), narration=command.reason[:140], request=ctx.request)  # fmt: skip
    lines = [Line(income.id, Side.DEBIT, command.amount), Line(account.id, Side.CREDIT, command.amount)]
    row = posting.book(ctx, draft, lines)
    return posted(row, row.balance_after)
