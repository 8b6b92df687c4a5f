"""Cash in. What was taken while the server was away has physically happened: it is always booked, in the worst case to suspense."""

from collections.abc import Iterable

import msgspec

from contract.approvals import Why
from contract.errors import ErrorCode, Rejected
from contract.ledger import Deposit, Posted, Side
from contract.money import CURRENCIES
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


def happened(command: Deposit) -> bool:
    """Cash that was taken while the server was away is in somebody's hands."""
    return command.taken_offline


def weigh(deps: Deps, command: Deposit, ctx: Context) -> Weighed | Rejected | None:
    """Over the maker's limit a second person is asked."""
    fault = _fault(deps, command, ctx)
    entry = fault or deps.cash.entry(ctx, command.amount.currency)
    if isinstance(entry, Rejected):
        return entry
    bound = deps.limit(ctx, "deposit", command.amount.currency)
    over = bound is not None and command.amount.minor > bound
    reasons = (Why(code="over_limit", figure=command.amount.minor, bound=bound or 0),) if over else ()
    return Weighed(reasons=reasons, role=Role.MANAGER, cash=True, amount=command.amount.minor,
                   currency=command.amount.currency, account=command.account, transaction=command.transaction,
                   narration=command.narration)  # fmt: skip


def handle(deps: Deps, command: Deposit, ctx: Context) -> Outcome:
    """Book it, or say why not."""
    entry = deps.cash.entry(ctx, command.amount.currency, command.taken_offline)
    if command.taken_offline:
        return _keep(deps, command, ctx, entry)
    if isinstance(entry, Rejected):
        return entry
    refusal = _fault(deps, command, ctx) or receipt_fault(ctx, command.receipt, entry)
    return refusal or _take(deps, command, ctx, entry) or _book(deps, command, ctx, entry, None)


def _keep(deps: Deps, command: Deposit, ctx: Context, entry: CashEntry | Rejected) -> Outcome:
    """Cash taken while the server was away is here: what does not fit goes to suspense with a task for a manager.

    Where no drawer can be named that holds it, it lies in transit and no customer is credited on the maker's word alone; nor
    on the word of somebody who may take no cash by now, or who has left.
    """
    fault = _fault(deps, command, ctx) or receipt_fault(ctx, command.receipt, None)
    if fault is not None and fault.code not in _SUSPENDABLE:
        return fault
    reused = fault is not None and fault.code is ErrorCode.RECEIPT_REUSED
    fault = fault or ctx.doubt
    misplaced = entry if isinstance(entry, Rejected) else _take(deps, command, ctx, entry, reused)
    if misplaced is None and not isinstance(entry, Rejected):
        return _book(deps, command, ctx, entry, fault)
    if command.amount.currency not in CURRENCIES:
        return misplaced
    return _book(deps, command, ctx, deps.cash.unplaced(ctx, command.amount.currency), fault or misplaced)


def _take(deps: Deps, command: Deposit, ctx: Context, entry: CashEntry, reused: bool = False) -> Rejected | None:
    receipt = "" if reused else command.receipt
    amount = command.amount
    return deps.cash.take(
        ctx, entry, amount.currency, command.cash, amount.minor, command.transaction, "deposit", receipt
    )


_SUSPENDABLE = frozenset(
    {
        ErrorCode.ACCOUNT_UNKNOWN,
        ErrorCode.ACCOUNT_CLOSED,
        ErrorCode.ACCOUNT_BLOCKED,
        ErrorCode.CUSTOMER_STOPPED,
        ErrorCode.WRONG_CURRENCY,
        ErrorCode.DAY_NOT_OPEN,
        ErrorCode.RECEIPT_REUSED,
        ErrorCode.RECEIPT_MISMATCH,
    }
)


def _fault(deps: Deps, command: Deposit, ctx: Context) -> Rejected | None:
    return ctx.once(
        _fault_of, deps, command.account, command.amount.currency, command.transaction, bool(command.permit)
    )


def _fault_of(
    ctx: Context, deps: Deps, account_id: str, currency: str, transaction: str, permitted: bool
) -> Rejected | None:
    account = ctx.get(ACCOUNTS, account_id)
    fault = rules.may_credit(account, currency)
    if fault is None and account is not None:
        fault = stopped(deps, ctx, account)
    held = ctx.get(TRANSACTIONS, transaction)
    if held is not None and not (permitted and held.status == "pending"):
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
