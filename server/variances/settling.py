"""How a variance ends: accepted by a manager, recovered in cash, written off, returned to a customer. Each with a second person."""

from collections.abc import Iterable
from dataclasses import dataclass

from contract.approvals import Why
from contract.errors import ErrorCode, Rejected
from contract.ledger import Side
from contract.permissions import Role
from contract.variances import (
    AcceptVariance,
    RecoverVariance,
    ReturnVariance,
    StepKind,
    VarianceMoved,
    VarianceState,
    WriteOffVariance,
)
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.ledger import chart, posting
from server.ledger import rules as ledger_rules
from server.ledger.cash import CashDesk
from server.ledger.ports import Holders, day_closed, receipt_fault
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, RECEIPTS, TRANSACTIONS
from server.variances import rules
from server.variances.recording import keep, replace, stepped
from server.variances.tables import VARIANCES, VarianceRow

Settles = RecoverVariance | WriteOffVariance | ReturnVariance


@dataclass(frozen=True)
class Deps:
    """The till behind the lease, and the customers' names."""

    cash: CashDesk
    holders: Holders


def needs(deps: Deps, command: Settles, header: Header, unit: Unit) -> Iterable[Key]:
    """The variance, the transaction, the till or the account."""
    yield VARIANCES, command.variance
    yield TRANSACTIONS, command.transaction
    if isinstance(command, RecoverVariance):
        yield RECEIPTS, command.receipt
        yield from deps.cash.needs(header, unit)
    elif isinstance(command, ReturnVariance):
        yield ACCOUNTS, command.account


def accept(command: AcceptVariance, ctx: Context) -> Outcome:
    """A manager's word for what nobody has accepted yet."""
    row = _found(ctx, command.variance)
    fault = row if isinstance(row, Rejected) else rules.accept_fault(row, ctx.actor.user)
    if fault is None and isinstance(row, VarianceRow) and not ctx.actor.decides_about(row.person, row.forced_by):
        fault = Rejected(code=ErrorCode.MAKER_IS_CHECKER)
    if isinstance(row, Rejected) or fault is not None:
        return fault
    row = stepped(ctx, replace(row, state=VarianceState.ACCEPTED.value), StepKind.ACCEPTED, note=command.note)
    return _moved(keep(ctx, row))


def _found(ctx: Context, variance: str) -> VarianceRow | Rejected:
    row = ctx.get(VARIANCES, variance)
    if row is None or row.branch != ctx.branch:
        return Rejected(code=ErrorCode.VARIANCE_UNKNOWN)
    return row


def _fault(command: Settles, ctx: Context) -> VarianceRow | Rejected:
    """What every way of settling asks first."""
    row = _found(ctx, command.variance)
    if isinstance(row, Rejected):
        return row
    if ctx.get(TRANSACTIONS, command.transaction) is not None:
        return Rejected(code=ErrorCode.TRANSACTION_EXISTS)
    # Whose shortage it is may pay it back into their own drawer, where it is counted again; a second person agrees in any case.
    if row.person == ctx.actor.user and not isinstance(command, RecoverVariance):
        return Rejected(code=ErrorCode.SAME_PERSON)
    amount, currency = _amount(command, row)
    way = {RecoverVariance: True, ReturnVariance: False}.get(type(command))
    return day_closed(ctx) or rules.settle_fault(row, amount, currency, way) or row


def _amount(command: Settles, row: VarianceRow) -> tuple[int, str]:
    if isinstance(command, WriteOffVariance):
        return row.left, row.currency
    return command.amount.minor, command.amount.currency


def weigh(deps: Deps, command: Settles, ctx: Context) -> Weighed | Rejected | None:
    """Always a second person: what is settled here was missing from a drawer."""
    row = _fault(command, ctx)
    if isinstance(row, Rejected):
        return row
    cash = isinstance(command, RecoverVariance)
    entry = deps.cash.entry(ctx, row.currency) if cash else None
    if isinstance(entry, Rejected):
        return entry
    account = command.account if isinstance(command, ReturnVariance) else ""
    why = Why(code="variance_settled", figure=row.amount, bound=row.left, about=row.drawer)
    return Weighed(reasons=(why,), role=Role.MANAGER, cash=cash, amount=_amount(command, row)[0], currency=row.currency,
                   account=account, transaction=command.transaction, narration=command.reason,
                   object=f"variance/{row.id}")  # fmt: skip


def recover(deps: Deps, command: RecoverVariance, ctx: Context) -> Outcome:
    """Cash in the maker's drawer against the drawer's over/short."""
    row = _fault(command, ctx)
    if isinstance(row, Rejected):
        return row
    entry = deps.cash.entry(ctx, row.currency)
    if isinstance(entry, Rejected):
        return entry
    amount = command.amount.minor
    refusal = receipt_fault(ctx, command.receipt, entry) or deps.cash.take(
        ctx, entry, row.currency, command.cash, amount, command.transaction, "recovery", command.receipt
    )
    if refusal is not None:
        return refusal
    draft = Draft(id=command.transaction, kind="recovery", amount=amount, currency=row.currency, drawer=entry.drawer,
                  session=entry.session, receipt=command.receipt, narration=command.reason[:140], request=_request(command, ctx))  # fmt: skip
    posting.book(
        ctx, draft, [Line(entry.account_id, Side.DEBIT, amount), Line(_account(ctx, row), Side.CREDIT, amount)]
    )
    return _settle(ctx, row, StepKind.RECOVERED, amount, command.transaction, command.reason, command.receipt)


def write_off(command: WriteOffVariance, ctx: Context) -> Outcome:
    """A shortage becomes an expense, a surplus an income."""
    row = _fault(command, ctx)
    if isinstance(row, Rejected):
        return row
    amount, short = row.left, row.rest < 0
    code = chart.CASH_SHORTAGES if short else chart.CASH_OVERAGES
    other = posting.internal(ctx, row.branch, code, row.currency).id
    sides = (Side.DEBIT, Side.CREDIT) if short else (Side.CREDIT, Side.DEBIT)
    draft = Draft(id=command.transaction, kind="write_off", amount=amount, currency=row.currency, drawer=row.drawer,
                  narration=command.reason[:140], request=_request(command, ctx))  # fmt: skip
    posting.book(ctx, draft, [Line(other, sides[0], amount), Line(_account(ctx, row), sides[1], amount)])
    return _settle(ctx, row, StepKind.WRITTEN_OFF, amount, command.transaction, command.reason)


def give_back(deps: Deps, command: ReturnVariance, ctx: Context) -> Outcome:
    """Onto the account of the customer whose it was."""
    row = _fault(command, ctx)
    if isinstance(row, Rejected):
        return row
    account = ctx.get(ACCOUNTS, command.account)
    fault = ledger_rules.may_credit(account, row.currency)
    if fault is not None or account is None:
        return fault or Rejected(code=ErrorCode.ACCOUNT_UNKNOWN)
    amount = command.amount.minor
    draft = Draft(id=command.transaction, kind="variance_return", amount=amount, currency=row.currency, subject=account.id,
                  holder=deps.holders.name(ctx, account.customer), drawer=row.drawer, narration=command.reason[:140],
                  request=_request(command, ctx))  # fmt: skip
    posting.book(ctx, draft, [Line(_account(ctx, row), Side.DEBIT, amount), Line(account.id, Side.CREDIT, amount)])
    return _settle(ctx, row, StepKind.RETURNED, amount, command.transaction, command.reason)


def _request(command: Settles, ctx: Context) -> str:
    return getattr(command, "permit", None) or ctx.request


def _account(ctx: Context, row: VarianceRow) -> str:
    """Where it lies: each drawer has its own over/short, the vault and the transfers of a branch one account each."""
    detail = row.drawer if row.account == chart.OVER_SHORT else ""
    return posting.internal(ctx, row.branch, row.account, row.currency, detail).id


def _settle(
    ctx: Context, row: VarianceRow, kind: StepKind, amount: int, transaction: str, note: str, receipt: str = ""
) -> VarianceMoved:
    row = stepped(
        ctx,
        rules.settled_by(row, amount),
        kind,
        amount=amount,
        approved_by=ctx.approved_by,
        transaction=transaction,
        note=note,
    )
    return _moved(keep(ctx, row), receipt)


def _moved(row: VarianceRow, receipt: str = "") -> VarianceMoved:
    return VarianceMoved(variance=row.id, left=row.left, state=VarianceState(row.state), receipt=receipt)
