"""Cash that was paid out while the server was away: it has happened, so it is booked, in the worst case against suspense."""

from contract.errors import ErrorCode, Rejected
from contract.ledger import Side, Status, Withdraw
from contract.money import CURRENCIES
from contract.notices import Level
from contract.permissions import Permission
from server.core.audience import at_branch
from server.core.context import Context
from server.core.registry import Outcome
from server.ledger import chart, posting, rules, signed
from server.ledger.cash import CashEntry
from server.ledger.deposits import posted
from server.ledger.fees import fee_lines, fee_of
from server.ledger.ports import Deps, day_closed, receipt_fault, stopped
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, TRANSACTIONS

_NO_CASH = (Status.PENDING.value, Status.FAILED.value)


def keep(deps: Deps, command: Withdraw, ctx: Context) -> Outcome:
    """Book what was paid. The account bears it where it can; what cannot be booked as meant is a manager's task.

    Whether a budget and a code covered it is for ``deps.paid_offline`` to say: the notes are gone either way.
    """
    held = ctx.get(TRANSACTIONS, command.transaction)
    if held is not None and held.status not in _NO_CASH:
        return Rejected(code=ErrorCode.TRANSACTION_EXISTS)
    # A request stands under this id, or what became of one: no notes have moved under it, and these have.
    transaction = command.transaction if held is None else ctx.new_id()
    currency, amount = command.amount.currency, command.amount.minor
    if currency not in CURRENCIES:
        return Rejected(code=ErrorCode.WRONG_CURRENCY, params={"account": currency})
    entry = deps.cash.entry(ctx, currency, True)
    fault = _fault(deps, command, ctx) or ctx.doubt
    reused = fault is not None and fault.code is ErrorCode.RECEIPT_REUSED
    receipt = "" if reused else command.receipt
    misplaced = entry if isinstance(entry, Rejected) else deps.cash.take(
        ctx, entry, currency, command.cash, -amount, transaction, "withdraw", receipt
    )  # fmt: skip
    if misplaced is not None or isinstance(entry, Rejected):
        entry, fault = deps.cash.unplaced(ctx, currency), fault or misplaced
    deps.paid_offline(ctx, command)
    # Strokes that are none refuse nothing: the notes are gone.
    signed.keep(command, ctx, transaction)
    return _book(deps, command, ctx, entry, fault, receipt, transaction)


def _fault(deps: Deps, command: Withdraw, ctx: Context) -> Rejected | None:
    account = ctx.get(ACCOUNTS, command.account)
    fee = fee_of(ctx, account, "withdraw") if account else 0
    fault = rules.may_debit(account, command.amount.currency, command.amount.minor + fee)
    if fault is None and account is not None:
        fault = stopped(deps, ctx, account)
    return fault or day_closed(ctx) or receipt_fault(ctx, command.receipt, None)


def _book(
    deps: Deps,
    command: Withdraw,
    ctx: Context,
    entry: CashEntry,
    fault: Rejected | None,
    receipt: str,
    transaction: str,
) -> Outcome:
    account = ctx.get(ACCOUNTS, command.account)
    currency, amount = command.amount.currency, command.amount.minor
    suspense = fault is not None or account is None
    bears = posting.internal(ctx, ctx.branch, chart.SUSPENSE, currency) if suspense or account is None else account
    fee = 0 if suspense or account is None else fee_of(ctx, account, "withdraw")
    verification = deps.sign(receipt, ctx.business_date, amount, bears.number) if receipt else ""
    holder = deps.holders.name(ctx, account.customer) if account and account.customer else ""
    draft = Draft(id=transaction, kind="withdraw", amount=amount, currency=currency, subject=command.account, fee=fee,
                  drawer=entry.drawer, session=entry.session, receipt=receipt, narration=command.narration, holder=holder,
                  late=entry.late, in_suspense=suspense, verification=verification)  # fmt: skip
    lines = [Line(bears.id, Side.DEBIT, amount), Line(entry.account_id, Side.CREDIT, amount)]
    row = posting.book(ctx, draft, [*lines, *(fee_lines(ctx, account, fee) if account and fee else [])])
    if fault is not None:
        params = {"receipt": command.receipt, "amount": amount, "currency": currency, "code": fault.code.value}
        audience = at_branch(ctx.branch, Permission.DECIDE.value)
        deps.tell(ctx, "withdrawal_in_suspense", Level.URGENT, params, audience, transaction)
    return posted(row, None if suspense else row.balance_after)
