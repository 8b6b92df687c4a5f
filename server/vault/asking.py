"""Requisitions: a drawer asks, a custodian grants as asked or changed, and the transfer that follows carries it."""

from contract.errors import ErrorCode, Rejected
from contract.money import pieces_total
from contract.notices import Level
from contract.permissions import Permission
from contract.vault import Asked, AskForCash, DeclineCash, GrantCash, Place, RequisitionState, SendCash, Where
from server.core.audience import Audience, at_branch
from server.core.context import Context
from server.core.registry import Outcome
from server.ledger.buckets import payable_fault
from server.vault import facts, rules
from server.vault.movements import Deps, custodian_fault, replace, serial
from server.vault.tables import REQUISITIONS, RequisitionRow, TransferRow

OPEN = (RequisitionState.ASKED, RequisitionState.GRANTED)


def ask(deps: Deps, command: AskForCash, ctx: Context) -> Outcome:
    """From the maker's own drawer."""
    till = deps.stock.own_till(ctx)
    if isinstance(till, Rejected):
        return till
    if ctx.get(REQUISITIONS, command.requisition) is not None:
        return Rejected(code=ErrorCode.ALREADY_THERE)
    pieces = rules.whole(command.pieces)
    fault = payable_fault(pieces, till.currency)
    if fault is not None:
        return fault
    if pieces and pieces_total(pieces) != command.amount:
        params = {"counted": pieces_total(pieces), "amount": command.amount, "currency": till.currency}
        return Rejected(code=ErrorCode.CASH_MISMATCH, params=params)
    fault = deps.stock.room_for(ctx, till, command.amount)
    if fault is not None:
        return fault
    row = RequisitionRow(id=command.requisition, number=serial(ctx, "RQ"), state=RequisitionState.ASKED.value, branch=ctx.branch,
                         drawer=till.drawer, drawer_number=till.number, session=till.session, currency=till.currency,
                         amount=command.amount, asked_by=ctx.actor.user, at=ctx.at, business_date=ctx.business_date,
                         pieces=pieces, note=command.note)  # fmt: skip
    _keep(ctx, row)
    params = {"number": row.number, "drawer": row.drawer_number, "amount": row.amount, "currency": row.currency}
    deps.tell(ctx, "requisition_asked", Level.INFO, params, at_branch(ctx.branch, Permission.KEEP_VAULT.value), row.id)
    return Asked(requisition=row.id, number=row.number)


def granting(command: GrantCash, row: RequisitionRow) -> SendCash:
    """The transfer that a grant is."""
    target = Place(where=Where.DRAWER, drawer=row.drawer)
    return SendCash(transfer=command.transfer, source=Place(where=Where.VAULT), target=target, currency=row.currency,
                    pieces=command.pieces, second=command.second, note=row.number)  # fmt: skip


def granted(ctx: Context, row: RequisitionRow, transfer: TransferRow) -> None:
    """Waits for the second person of the vault."""
    _keep(ctx, replace(row, state=RequisitionState.GRANTED.value, granted=transfer.pieces, transfer=transfer.id))


def found(ctx: Context, requisition: str, *states: RequisitionState) -> RequisitionRow | Rejected:
    """The requisition, if it is in one of these states."""
    row = ctx.get(REQUISITIONS, requisition)
    if row is None or row.branch != ctx.branch:
        return Rejected(code=ErrorCode.REQUISITION_UNKNOWN)
    if row.state not in states:
        return Rejected(code=ErrorCode.REQUISITION_OVER, params={"number": row.number, "state": row.state})
    return row


def decline(deps: Deps, command: DeclineCash, ctx: Context) -> Outcome:
    """Whoever asked takes it back; a custodian says no."""
    row = found(ctx, command.requisition, RequisitionState.ASKED)
    if isinstance(row, Rejected):
        return row
    own = row.asked_by == ctx.actor.user
    if not own and custodian_fault(ctx) is not None:
        return Rejected(code=ErrorCode.NOT_YOURS)
    state = RequisitionState.WITHDRAWN if own else RequisitionState.DECLINED
    _keep(ctx, replace(row, state=state.value, reason=command.reason))
    if not own:
        params = {"number": row.number, "because": command.reason}
        deps.tell(ctx, "requisition_declined", Level.INFO, params, Audience(people=(row.asked_by,)), row.id)
    return None


def sent(ctx: Context, transfer: TransferRow) -> None:
    """The cash of a granted requisition is on its way."""
    row = ctx.get(REQUISITIONS, transfer.requisition)
    if row is not None:
        _keep(ctx, replace(row, state=RequisitionState.SENT.value))


def not_sent(ctx: Context, transfer: TransferRow) -> None:
    """Refused or withdrawn: what was asked for is asked again."""
    row = ctx.get(REQUISITIONS, transfer.requisition)
    if row is not None:
        _keep(ctx, replace(row, state=RequisitionState.ASKED.value, granted={}, transfer=""))


def _keep(ctx: Context, row: RequisitionRow) -> None:
    facts.say_requisition(ctx, ctx.put(REQUISITIONS, replace(row, business_date=ctx.business_date)))
