"""Cash out: the account, its holder, the funds, the fee, the notes. What was paid while the server was away is ``stand_in.py``."""

from collections.abc import Iterable

from contract.approvals import Why
from contract.errors import ErrorCode, Rejected
from contract.ledger import Side, Withdraw
from contract.permissions import Role
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.ledger import chart, posting, rules, signed, stand_in
from server.ledger.deposits import posted
from server.ledger.fees import fee_lines, fee_of
from server.ledger.ports import Deps, day_closed, receipt_fault, stopped
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, RECEIPTS, TRANSACTIONS


def needs(deps: Deps, command: Withdraw, header: Header, unit: Unit) -> Iterable[Key]:
    """The account, its holder, the till, fee income, the receipt, the id."""
    yield ACCOUNTS, command.account
    yield TRANSACTIONS, command.transaction
    yield RECEIPTS, command.receipt
    yield from signed.needs(deps, command)
    yield from deps.cash.needs(header, unit)
    account = unit.peek(ACCOUNTS, command.account)
    if account is not None:
        yield deps.holders.key(account.customer)
        yield ACCOUNTS, chart.internal_id(account.branch, chart.FEE_INCOME, account.currency)


def weigh(deps: Deps, command: Withdraw, ctx: Context) -> Weighed | Rejected | None:
    """Over the maker's limit a second person is asked; what the rules refuse is refused before anybody is asked."""
    fault = fault_of(deps, ctx, command.account, command.amount.currency, command.amount.minor, command.transaction,
                     command.permit, "withdraw")  # fmt: skip
    fault = fault or signed.fault(deps, command, ctx)
    if fault is not None:
        return fault
    entry = deps.cash.entry(ctx, command.amount.currency)
    if isinstance(entry, Rejected):
        return entry
    bound = deps.limit(ctx, "withdraw", command.amount.currency)
    over = bound is not None and command.amount.minor > bound
    reasons = (Why(code="over_limit", figure=command.amount.minor, bound=bound or 0),) if over else ()
    return Weighed(reasons=reasons, role=Role.MANAGER, cash=True, amount=command.amount.minor,
                   currency=command.amount.currency, account=command.account, transaction=command.transaction,
                   narration=command.narration)  # fmt: skip


def fault_of(
    deps: Deps,
    ctx: Context,
    account_id: str,
    currency: str,
    amount: int,
    transaction: str,
    permit: str | None,
    kind: str,
) -> Rejected | None:
    """Why money may not leave this account now. What a permit holds for this very transaction counts as free."""
    account = ctx.get(ACCOUNTS, account_id)
    held = ctx.get(TRANSACTIONS, transaction)
    if held is not None and not (permit and held.status == "pending"):
        return Rejected(code=ErrorCode.TRANSACTION_EXISTS)
    fee = fee_of(ctx, account, kind) if account else 0
    fault = rules.may_debit(account, currency, amount + fee, posting.holds(held, account_id))
    if fault is None and account is not None:
        fault = stopped(deps, ctx, account)
    return fault or day_closed(ctx)


def hold(deps: Deps, command: Withdraw, ctx: Context, request: str) -> Rejected | None:
    """Keep the funds aside while a second person decides."""
    account = ctx.must(ACCOUNTS, command.account)
    amount = command.amount.minor
    entry = deps.cash.entry(ctx, command.amount.currency)
    if isinstance(entry, Rejected):
        return entry
    fee = fee_of(ctx, account, "withdraw")
    signed.keep(command, ctx)
    draft = Draft(id=command.transaction, kind="withdraw", amount=amount, currency=command.amount.currency, subject=account.id,
                  fee=fee, holder=deps.holders.name(ctx, account.customer), narration=command.narration, request=request,
                  drawer=entry.drawer, session=entry.session)  # fmt: skip
    posting.pend(ctx, draft, [Line(account.id, Side.DEBIT, amount + fee)])
    return None


def release(command: Withdraw, ctx: Context) -> None:
    """Declined, withdrawn or expired: the funds are free, the transaction has failed."""
    posting.fail(ctx, command.transaction)


def happened(command: Withdraw) -> bool:
    """Notes that were handed over while the server was away are in the customer's hands."""
    return command.paid_offline


def handle(deps: Deps, command: Withdraw, ctx: Context) -> Outcome:
    """Pay out: the notes leave the drawer, the account is debited, the fee is its own leg."""
    if command.paid_offline:
        return stand_in.keep(deps, command, ctx)
    amount, currency = command.amount.minor, command.amount.currency
    fault = fault_of(deps, ctx, command.account, currency, amount, command.transaction, command.permit, "withdraw")
    fault = fault or signed.changed(deps, command, ctx)
    if fault is not None:
        return fault
    entry = deps.cash.entry(ctx, currency)
    if isinstance(entry, Rejected):
        return entry
    refusal = receipt_fault(ctx, command.receipt, entry) or deps.cash.take(
        ctx, entry, currency, command.cash, -amount, command.transaction, "withdraw"
    )
    if refusal is not None:
        return refusal
    posting.free(ctx, ctx.get(TRANSACTIONS, command.transaction))
    signed.keep(command, ctx)
    account = ctx.must(ACCOUNTS, command.account)
    fee = fee_of(ctx, account, "withdraw")
    verification = deps.sign(command.receipt, ctx.business_date, amount, account.number) if command.receipt else ""
    draft = Draft(id=command.transaction, kind="withdraw", amount=amount, currency=currency, subject=account.id, fee=fee,
                  drawer=entry.drawer, session=entry.session, receipt=command.receipt, narration=command.narration,
                  holder=deps.holders.name(ctx, account.customer), request=command.permit or ctx.request,
                  verification=verification)  # fmt: skip
    lines = [
        Line(account.id, Side.DEBIT, amount),
        Line(entry.account_id, Side.CREDIT, amount),
        *fee_lines(ctx, account, fee),
    ]
    row = posting.book(ctx, draft, lines)
    return posted(row, row.balance_after)
