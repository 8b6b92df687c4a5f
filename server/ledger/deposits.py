"""Cash in. What was taken while the server was away has physically happened: it is always booked, in the worst case to suspense."""

from collections.abc import Iterable

import msgspec

from contract.approvals import Why
from contract.errors import ErrorCode, Rejected
from contract.ledger import Deposit, Posted, Side
from contract.notices import Level
from contract.permissions import Permission, Role
from server.core.actor import Header
from server.core.audience import at_branch
from server.core.context import Context
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.ledger import chart, posting, rules
from server.ledger.cash import CashEntry
from server.ledger.ports import Deps, day_closed, receipt_fault, stopped
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, RECEIPTS, TRANSACTIONS, AccountRow, TransactionRow


def needs(deps: Deps, command: Deposit, header: Header, unit: Unit) -> Iterable[Key]:
    """The account, its holder, the till, the receipt, the id."""
    yield ACCOUNTS, command.account
    yield TRANSACTIONS, command.transaction
    yield RECEIPTS, command.receipt
    yield from deps.cash.needs(header, unit)
    account = unit.peek(ACCOUNTS, command.account)
    if account is not None:
        yield deps.holders.key(account.customer)


def weigh(deps: Deps, command: Deposit, ctx: Context) -> Weighed | Rejected | None:
    """Over the maker's limit a second person is asked, except for cash that is in the drawer already."""
    if command.taken_offline:
        return None
    fault = _fault(deps, command, ctx)
    if fault is not None:
        return fault
    bound = deps.limit(ctx, "deposit", command.amount.currency)
    over = bound is not None and command.amount.minor > bound
    reasons = (Why(code="over_limit", figure=command.amount.minor, bound=bound or 0),) if over else ()
    return Weighed(reasons=reasons, role=Role.MANAGER, cash=True, amount=command.amount.minor,
                   currency=command.amount.currency, account=command.account, transaction=command.transaction,
                   narration=command.narration)  # fmt: skip


def handle(deps: Deps, command: Deposit, ctx: Context) -> Outcome:
    """Book it, or say why not. A deposit taken offline that does not fit goes to suspense with a task for a manager."""
    fault = _fault(deps, command, ctx)
    entry = deps.cash.entry(ctx, command.amount.currency, command.taken_offline)
    if isinstance(entry, Rejected):
        return entry
    fault = fault or receipt_fault(ctx, command.receipt, None if command.taken_offline else entry)
    if fault is not None and not (command.taken_offline and fault.code in _SUSPENDABLE):
        return fault
    moved = deps.cash.take(
        ctx, entry, command.amount.currency, command.cash, command.amount.minor, command.transaction, "deposit"
    )
    if moved is not None:
        return moved
    return _book(deps, command, ctx, entry, fault)


_SUSPENDABLE = frozenset(
    {
        ErrorCode.ACCOUNT_UNKNOWN,
        ErrorCode.ACCOUNT_CLOSED,
        ErrorCode.ACCOUNT_BLOCKED,
        ErrorCode.CUSTOMER_STOPPED,
        ErrorCode.WRONG_CURRENCY,
        ErrorCode.DAY_NOT_OPEN,
        ErrorCode.RECEIPT_REUSED,
    }
)


def _fault(deps: Deps, command: Deposit, ctx: Context) -> Rejected | None:
    account = ctx.get(ACCOUNTS, command.account)
    fault = rules.may_credit(account, command.amount.currency)
    if fault is None and account is not None:
        fault = stopped(deps, ctx, account)
    held = ctx.get(TRANSACTIONS, command.transaction)
    if held is not None and not (command.permit and held.status == "pending"):
        return Rejected(code=ErrorCode.TRANSACTION_EXISTS)
    return fault or day_closed(ctx)


def _book(deps: Deps, command: Deposit, ctx: Context, entry: CashEntry, fault: Rejected | None) -> Outcome:
    account = ctx.get(ACCOUNTS, command.account)
    suspense = fault is not None
    target = (
        posting.internal(ctx, ctx.branch, chart.SUSPENSE, command.amount.currency)
        if suspense or account is None
        else account
    )
    amount = command.amount.minor
    verification = deps.sign(command.receipt, ctx.business_date, amount, target.number) if command.receipt else ""
    draft = Draft(id=command.transaction, kind="deposit", amount=amount, currency=command.amount.currency,
                  subject=command.account, drawer=entry.drawer, session=entry.session, receipt=command.receipt,
                  narration=command.narration, late=entry.late, in_suspense=suspense, request=ctx.request,
                  holder=_holder(deps, ctx, account), verification=verification)  # fmt: skip
    row = posting.book(ctx, draft, [Line(entry.account_id, Side.DEBIT, amount), Line(target.id, Side.CREDIT, amount)])
    if fault is not None:
        _report(deps, ctx, command, fault)
    return posted(row, None if suspense else row.balance_after)


def _holder(deps: Deps, ctx: Context, account: AccountRow | None) -> str:
    return deps.holders.name(ctx, account.customer) if account and account.customer else ""


def _report(deps: Deps, ctx: Context, command: Deposit, fault: Rejected) -> None:
    params = {
        "receipt": command.receipt,
        "amount": command.amount.minor,
        "currency": command.amount.currency,
        "code": fault.code,
    }
    audience = at_branch(ctx.branch, Permission.DECIDE.value)
    deps.tell(ctx, "deposit_in_suspense", Level.URGENT, msgspec.to_builtins(params), audience, command.transaction)


def posted(row: TransactionRow, balance_after: int | None) -> Posted:
    """What the maker is told."""
    return Posted(transaction=row.id, receipt=row.receipt, business_date=row.business_date, verification=row.verification,
                  balance_after=balance_after, late=row.late, in_suspense=row.in_suspense)  # fmt: skip
