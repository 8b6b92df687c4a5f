"""The first step of a transfer, the second person's yes to it, and the no that gives it back."""

from contract.errors import ErrorCode, Rejected
from contract.money import pieces_total
from contract.notices import Level
from contract.vault import MoveKind, MoveState, RefuseCash, SendCash, Where
from server.core.audience import Audience
from server.core.context import Context
from server.core.registry import Outcome
from server.ledger.stock import Spot
from server.vault import asking, rules
from server.vault.movements import (
    Deps,
    begin,
    book,
    custodian_fault,
    keep,
    moved,
    replace,
    second_fault,
    shift,
    side,
    spot_of,
    transaction_of,
    vault_fault,
)
from server.vault.tables import TRANSFERS, TransferRow


def send(deps: Deps, command: SendCash, ctx: Context) -> Outcome:
    """From a drawer or from the bank it is on its way at once; from the vault it waits for the second person."""
    row = propose(deps, command, ctx)
    if isinstance(row, Rejected):
        return row
    if row.source == Where.VAULT:
        return moved(ask_second(deps, ctx, row, command.second or ""))
    sent = dispatch(deps, ctx, row)
    return sent if isinstance(sent, Rejected) else moved(sent)


def propose(deps: Deps, command: SendCash, ctx: Context) -> TransferRow | Rejected:
    """The transfer as meant, if everything about it is in order. Nothing is moved, said or staged but its number."""
    pieces = rules.whole(command.pieces)
    source, target = command.source, command.target
    fault = (
        rules.road_fault(source.where, source.drawer, target.where, target.drawer)
        or rules.pieces_fault(pieces, command.currency, source.where, target.where)
        or (vault_fault(ctx, command.currency) if Where.VAULT in (source.where, target.where) else None)
    )
    if fault is not None:
        return fault
    if ctx.get(TRANSFERS, command.transfer) is not None:
        return Rejected(code=ErrorCode.ALREADY_THERE)
    ends = _ends(deps, command, ctx, pieces_total(pieces))
    if isinstance(ends, Rejected):
        return ends
    start, end = ends
    row = begin(ctx, command.transfer, MoveKind.TRANSFER, command.currency, source, target)
    return replace(row, pieces=pieces, amount=pieces_total(pieces), source_number=start.number, target_number=end.number,
                   note=command.note, reference=command.reference, people=[*row.people, *_cashiers(start, end)])  # fmt: skip


def _cashiers(*spots: Spot) -> list[str]:
    return [spot.cashier for spot in spots if spot.cashier]


def _ends(deps: Deps, command: SendCash, ctx: Context, amount: int) -> tuple[Spot, Spot] | Rejected:
    """Both places, with the people who may be there: the sender's drawer is the maker's own, the vault and the bank are a custodian's."""
    start, end = (spot_of(deps, ctx, command.currency, place) for place in (command.source, command.target))
    if isinstance(start, Rejected):
        return start
    if isinstance(end, Rejected):
        return end
    fault = deps.stock.mine(ctx, start) if start.session else custodian_fault(ctx)
    if fault is None and command.source.where is Where.VAULT:
        fault = second_fault(deps, ctx, command.second, (ctx.actor.user, end.cashier), custodian=False)
    if fault is None and end.cashier == ctx.actor.user:
        fault = Rejected(code=ErrorCode.SAME_PERSON)
    if fault is None and start.holder:
        fault = _short(deps, ctx, start, rules.whole(command.pieces))
    return fault or deps.stock.room_for(ctx, end, amount) or (start, end)


def _short(deps: Deps, ctx: Context, spot: Spot, pieces: dict[str, int]) -> Rejected | None:
    held = deps.stock.held(ctx, spot)
    short = sorted(face for face, count in pieces.items() if held.get(face, 0) < count)
    code = ErrorCode.PIECES_SHORT if spot.session else ErrorCode.VAULT_SHORT
    return Rejected(code=code, params={"faces": ", ".join(short)}) if short else None


def ask_second(deps: Deps, ctx: Context, row: TransferRow, second: str) -> TransferRow:
    """The named person is told that a movement of the vault waits for them."""
    params = {"number": row.number, "amount": row.amount, "currency": row.currency, "who": ctx.actor.name}
    deps.tell(ctx, "vault_confirm", Level.INFO, params, Audience(people=(second,)), row.id)
    return keep(ctx, replace(row, second=row.second or second, waits_for=second), second)


def dispatch(deps: Deps, ctx: Context, row: TransferRow) -> TransferRow | Rejected:
    """The cash leaves its place: from here to the receipt it belongs to neither side."""
    start, transit = spot_of(deps, ctx, row.currency, side(row, source=True)), deps.stock.transit(ctx, row.currency)
    if isinstance(start, Rejected):
        return start
    transaction, flow = transaction_of(ctx, row), rules.flows_of(row)[0]
    fault = shift(deps, ctx, start, rules.negative(row.pieces), flow, transaction)
    if fault is not None:
        return fault
    shift(deps, ctx, transit, row.pieces, "sent", transaction)
    book(ctx, row, transaction, "cash_sent", [(transit, row.amount), (start, -row.amount)])
    row = keep(ctx, replace(row, state=MoveState.SENT.value, waits_for="", sent_at=ctx.at))
    asking.sent(ctx, row)
    end = spot_of(deps, ctx, row.currency, side(row, source=False)) if row.target == Where.DRAWER else None
    if isinstance(end, Spot):
        params = {"number": row.number, "drawer": end.number}
        deps.tell(ctx, "cash_sent", Level.INFO, params, Audience(people=(end.cashier,)), row.id)
    return row


def refuse(deps: Deps, command: RefuseCash, ctx: Context) -> Outcome:
    """Before the vault moved: nothing happened. What was sent: back to the sender. A count not shared: not taken."""
    row = ctx.get(TRANSFERS, command.transfer)
    fault = rules.step_fault(row, MoveState.PROPOSED, MoveState.SENT, MoveState.COUNTED)
    if row is None or fault is not None or row.branch != ctx.branch:
        return fault or Rejected(code=ErrorCode.MOVE_UNKNOWN)
    me, custodian = ctx.actor.user, custodian_fault(ctx) is None
    if row.state == MoveState.SENT:
        return _restore(deps, ctx, row, command.reason)
    if not custodian and me not in (row.maker, row.waits_for, row.receiver):
        return Rejected(code=ErrorCode.NOT_YOURS)
    if row.state == MoveState.COUNTED:
        back = replace(row, state=MoveState.SENT.value, receiver="", receiver_second="", received={}, difference=0,
                       waits_for="", reason=command.reason)  # fmt: skip
        return moved(keep(ctx, back))
    state = MoveState.WITHDRAWN if me == row.maker else MoveState.REFUSED
    row = keep(ctx, replace(row, state=state.value, waits_for="", reason=command.reason))
    asking.not_sent(ctx, row)
    if state is MoveState.REFUSED:
        _tell_maker(deps, ctx, row, "cash_declined")
    return moved(row)


def _tell_maker(deps: Deps, ctx: Context, row: TransferRow, code: str) -> None:
    """Whoever wrote it down may stand before another room by now."""
    params = {"number": row.number, "amount": row.amount, "currency": row.currency, "because": row.reason}
    deps.tell(ctx, code, Level.WARN, params, Audience(people=(row.maker,)), row.id)


def _restore(deps: Deps, ctx: Context, row: TransferRow, reason: str) -> Outcome:
    """The receiver, or a custodian who did not send it, gives it back. The word of who sent it, either of the two, would undo a hand-over."""
    end = spot_of(deps, ctx, row.currency, side(row, source=False))
    receiver = isinstance(end, Spot) and end.cashier == ctx.actor.user
    if ctx.actor.user in (row.maker, row.second):
        return Rejected(code=ErrorCode.SAME_PERSON)
    if not receiver and custodian_fault(ctx) is not None:
        return Rejected(code=ErrorCode.NOT_YOURS)
    start, transit = spot_of(deps, ctx, row.currency, side(row, source=True)), deps.stock.transit(ctx, row.currency)
    if isinstance(start, Rejected):
        return start
    transaction, flow = transaction_of(ctx, row), rules.flows_of(row)[0]
    shift(deps, ctx, transit, rules.negative(row.pieces), "returned", transaction)
    shift(deps, ctx, start, row.pieces, flow, transaction)
    book(ctx, row, transaction, "cash_returned", [(start, row.amount), (transit, -row.amount)])
    row = keep(ctx, replace(row, state=MoveState.REFUSED.value, receiver=ctx.actor.user, received_at=ctx.at, reason=reason),
               ctx.actor.user)  # fmt: skip
    asking.not_sent(ctx, row)
    _tell_maker(deps, ctx, row, "cash_refused")
    return moved(row)
