"""From one account to another, also of another customer or branch. No cash moves."""

from collections.abc import Iterable

from contract.approvals import Why
from contract.errors import ErrorCode, Rejected
from contract.ledger import Side, Transfer
from contract.permissions import Role
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.ledger import chart, posting, rules, signed
from server.ledger.cash import CashEntry
from server.ledger.deposits import posted
from server.ledger.fees import fee_lines, fee_of
from server.ledger.ports import Deps, receipt_fault, stopped
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, RECEIPTS, TRANSACTIONS
from server.ledger.withdrawals import fault_of


def needs(deps: Deps, command: Transfer, header: Header, unit: Unit) -> Iterable[Key]:
    """Both accounts and holders, inter-branch accounts, fee income, the till for its receipt."""
    yield ACCOUNTS, command.debit_account
    yield ACCOUNTS, command.credit_account
    yield TRANSACTIONS, command.transaction
    yield RECEIPTS, command.receipt
    yield from signed.needs(deps, command)
    if command.receipt:
        yield from deps.cash.needs(header, unit)
    for key in (command.debit_account, command.credit_account):
        account = unit.peek(ACCOUNTS, key)
        if account is not None:
            yield deps.holders.key(account.customer)
            yield ACCOUNTS, chart.internal_id(account.branch, chart.FEE_INCOME, account.currency)


def _fault(deps: Deps, command: Transfer, ctx: Context) -> Rejected | None:
    if command.debit_account == command.credit_account:
        return Rejected(code=ErrorCode.SAME_ACCOUNT)
    fault = fault_of(deps, ctx, command.debit_account, command.amount.currency, command.amount.minor, command.transaction,
                     ctx.request, "transfer")  # fmt: skip
    target = ctx.get(ACCOUNTS, command.credit_account)
    fault = fault or rules.may_credit(target, command.amount.currency)
    if fault is None and target is not None:
        fault = stopped(deps, ctx, target)
    return fault or signed.fault(deps, command, ctx)


def weigh(deps: Deps, command: Transfer, ctx: Context) -> Weighed | Rejected | None:
    """Over the maker's limit the approval itself executes it: no cash is involved. Within it the bank's policy still looks at it."""
    fault = _fault(deps, command, ctx)
    if fault is not None:
        return fault
    bound = deps.limit(ctx, "transfer", command.amount.currency)
    over = bound is not None and command.amount.minor > bound
    reasons = (Why(code="over_limit", figure=command.amount.minor, bound=bound or 0),) if over else ()
    return Weighed(reasons=reasons, role=Role.MANAGER, amount=command.amount.minor, currency=command.amount.currency, account=command.debit_account,
                   transaction=command.transaction, narration=command.narration)  # fmt: skip


def hold(deps: Deps, command: Transfer, ctx: Context, request: str) -> Rejected | None:
    """Keep the amount and its fee aside on the paying account while a second person decides."""
    account = ctx.must(ACCOUNTS, command.debit_account)
    signed.keep(command, ctx)
    amount, fee = command.amount.minor, fee_of(ctx, account, "transfer")
    draft = Draft(id=command.transaction, kind="transfer", amount=amount, currency=command.amount.currency, fee=fee,
                  subject=account.id, other=command.credit_account, holder=deps.holders.name(ctx, account.customer),
                  narration=command.narration, request=request)  # fmt: skip
    posting.pend(ctx, draft, [Line(account.id, Side.DEBIT, amount + fee)])
    return None


def release(command: Transfer, ctx: Context) -> None:
    """Declined, withdrawn or expired: the funds are free, the transaction has failed."""
    posting.fail(ctx, command.transaction)


def handle(deps: Deps, command: Transfer, ctx: Context) -> Outcome:
    """Debit, credit, fee."""
    # Who agrees hears first that the mandate is another one: that is why the hands do not fit any more.
    fault = signed.changed(deps, command, ctx) or _fault(deps, command, ctx)
    if fault is not None:
        return fault
    entry: CashEntry | None = None
    if command.receipt and not ctx.approved_by:
        found = deps.cash.entry(ctx, command.amount.currency)
        if isinstance(found, Rejected):
            return found
        entry = found
    refusal = receipt_fault(ctx, command.receipt, entry)
    if refusal is not None:
        return refusal
    return _book(deps, command, ctx, entry)


def _book(deps: Deps, command: Transfer, ctx: Context, entry: CashEntry | None) -> Outcome:
    posting.free(ctx, ctx.get(TRANSACTIONS, command.transaction))
    signed.keep(command, ctx)
    account = ctx.must(ACCOUNTS, command.debit_account)
    amount, fee = command.amount.minor, fee_of(ctx, account, "transfer")
    verification = deps.sign(command.receipt, ctx.business_date, amount, account.number) if command.receipt else ""
    draft = Draft(id=command.transaction, kind="transfer", amount=amount, currency=command.amount.currency, fee=fee,
                  subject=account.id, other=command.credit_account, holder=deps.holders.name(ctx, account.customer),
                  drawer=entry.drawer if entry else "", session=entry.session if entry else "", receipt=command.receipt,
                  narration=command.narration, request=ctx.request, verification=verification)  # fmt: skip
    lines = [Line(account.id, Side.DEBIT, amount), Line(command.credit_account, Side.CREDIT, amount)]
    row = posting.book(ctx, draft, lines + fee_lines(ctx, account, fee))
    return posted(row, row.balance_after)
