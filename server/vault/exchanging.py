"""The same value in other pieces: both bags change in one step, when the second person has said yes."""

from contract.errors import ErrorCode, Rejected
from contract.money import add_pieces, pieces_total
from contract.vault import ExchangeCash, MoveKind, MoveState, Where
from server.core.context import Context
from server.core.registry import Outcome
from server.ledger.stock import Spot
from server.vault import rules
from server.vault.movements import (
    Deps,
    begin,
    custodian_fault,
    keep,
    moved,
    replace,
    second_fault,
    shift,
    side,
    spot_of,
)
from server.vault.sending import ask_second
from server.vault.tables import TRANSFERS, TransferRow


def exchange(deps: Deps, command: ExchangeCash, ctx: Context) -> Outcome:
    """A cashier with the vault (a custodian is the second), or a custodian with the bank (another person is)."""
    given, taken = rules.whole(command.given), rules.whole(command.taken)
    fault = rules.exchange_fault(given, taken, command.currency, command.one.where, command.other.where)
    if fault is None:
        fault = rules.road_fault(command.one.where, command.one.drawer, command.other.where, command.other.drawer)
    if fault is None and Where.VAULT not in (command.one.where, command.other.where):
        fault = Rejected(code=ErrorCode.PLACES_WRONG)
    if fault is None and ctx.get(TRANSFERS, command.transfer) is not None:
        fault = Rejected(code=ErrorCode.ALREADY_THERE)
    ends = fault or _ends(deps, command, ctx)
    if isinstance(ends, Rejected):
        return ends
    row = begin(ctx, command.transfer, MoveKind.EXCHANGE, command.currency, command.one, command.other)
    row = replace(row, pieces=given, taken=taken, amount=pieces_total(given), source_number=ends[0].number,
                  target_number=ends[1].number)  # fmt: skip
    return moved(ask_second(deps, ctx, row, command.second))


def _ends(deps: Deps, command: ExchangeCash, ctx: Context) -> tuple[Spot, Spot] | Rejected:
    one, other = (spot_of(deps, ctx, command.currency, place) for place in (command.one, command.other))
    if isinstance(one, Rejected):
        return one
    if isinstance(other, Rejected):
        return other
    till = one if one.session else other if other.session else None
    fault = custodian_fault(ctx) if till is None else deps.stock.mine(ctx, till)
    fault = fault or second_fault(deps, ctx, command.second, (ctx.actor.user,), custodian=till is not None)
    return fault or (one, other)


def swap(deps: Deps, ctx: Context, row: TransferRow) -> TransferRow | Rejected:
    """Both at once, or neither."""
    one, other = (spot_of(deps, ctx, row.currency, side(row, source)) for source in (True, False))
    if isinstance(one, Rejected):
        return one
    if isinstance(other, Rejected):
        return other
    change = add_pieces(row.taken, row.pieces, -1)
    fault = shift(deps, ctx, one, change, "exchange", row.id) or shift(
        deps, ctx, other, rules.negative(change), "exchange", row.id
    )
    if fault is not None:
        return fault
    return keep(ctx, replace(row, state=MoveState.RECEIVED.value, waits_for="", received_at=ctx.at))
