"""The second step of a transfer: what was counted, its difference, and the vault's second person."""

from contract.errors import ErrorCode, Rejected
from contract.ids import derived_id
from contract.money import pieces_total
from contract.notices import Level
from contract.permissions import Permission
from contract.variances import Origin
from contract.vault import ConfirmCash, MoveKind, MoveState, ReceiveCash, Where
from server.core.audience import Audience, at_branch
from server.core.context import Context
from server.core.registry import Outcome
from server.ledger import chart, inks, posting
from server.ledger.buckets import pieces_fault
from server.vault import custody, exchanging, rules, sorting
from server.vault.movements import (
    Deps,
    book,
    custodian_fault,
    found_of,
    keep,
    moved,
    replace,
    second_fault,
    shift,
    side,
    spot_of,
    transaction_of,
)
from server.vault.sending import dispatch
from server.vault.tables import TRANSFERS, TransferRow


def receive(deps: Deps, command: ReceiveCash, ctx: Context) -> Outcome:
    """A drawer's cashier or the bank's slip receives at once; the vault waits for the second person."""
    row = ctx.get(TRANSFERS, command.transfer)
    fault = rules.step_fault(row, MoveState.SENT)
    if row is None or fault is not None or row.branch != ctx.branch:
        return fault or Rejected(code=ErrorCode.MOVE_UNKNOWN)
    counted = _counted(deps, command, ctx, row)
    if isinstance(counted, Rejected):
        return counted
    if counted.target != Where.VAULT:
        arrived = _arrive(deps, ctx, counted)
        return arrived if isinstance(arrived, Rejected) else moved(arrived)
    second = command.second or ""
    fault = second_fault(deps, ctx, second, (row.maker, row.second, ctx.actor.user), custodian=False)
    if fault is not None:
        return fault
    params = {"number": row.number, "amount": row.amount, "currency": row.currency, "who": ctx.actor.name}
    deps.tell(ctx, "vault_confirm", Level.INFO, params, Audience(people=(second,)), row.id)
    counted = replace(counted, state=MoveState.COUNTED.value, receiver_second=second, waits_for=second)
    return moved(keep(ctx, counted, ctx.actor.user, second))


def _counted(deps: Deps, command: ReceiveCash, ctx: Context, row: TransferRow) -> TransferRow | Rejected:
    """Who receives, and what came of it. Whoever sent it never receives it."""
    end = spot_of(deps, ctx, row.currency, side(row, source=False))
    if isinstance(end, Rejected):
        return end
    if ctx.actor.user == row.maker or (row.target == Where.DRAWER and ctx.actor.user == row.second):
        return Rejected(code=ErrorCode.SAME_PERSON)
    fault = deps.stock.mine(ctx, end) if end.session else custodian_fault(ctx)
    if fault is not None:
        return fault
    counted = rules.whole(command.counted)
    fault = pieces_fault(counted, row.currency)
    if fault is not None:
        return fault
    difference = pieces_total(counted) - row.amount
    if counted != row.pieces and not command.reason.strip():
        return Rejected(code=ErrorCode.REASON_MISSING)
    return replace(row, received=counted, difference=difference, receiver=ctx.actor.user, received_at=ctx.at,
                   reason=command.reason, reference=command.reference or row.reference)  # fmt: skip


def _arrive(deps: Deps, ctx: Context, row: TransferRow) -> TransferRow | Rejected:
    """What was counted is there; what was sent and is not there, or the other way round, is a difference of this transfer."""
    end, transit = spot_of(deps, ctx, row.currency, side(row, source=False)), deps.stock.transit(ctx, row.currency)
    if isinstance(end, Rejected):
        return end
    transaction, flow = transaction_of(ctx, row), rules.flows_of(row)[1]
    shift(deps, ctx, transit, rules.negative(row.pieces), "received", transaction)
    shift(deps, ctx, end, row.received, flow, transaction)
    lost = posting.internal(ctx, row.branch, chart.TRANSFER_DIFFERENCE, row.currency)
    arrived = row.amount + row.difference
    book(ctx, row, transaction, "cash_received", [(end, arrived), (transit, -row.amount), (lost.id, -row.difference)])
    if row.difference:
        params = {"number": row.number, "amount": row.difference, "currency": row.currency, "because": row.reason}
        people = tuple(person for person in (row.maker, row.second) if person)
        deps.tell(ctx, "transfer_difference", Level.WARN, params,
                  at_branch(row.branch, Permission.DECIDE.value, people), row.id)  # fmt: skip
        deps.record(ctx, found_of(row, row.difference, row.receiver, Origin.TRANSFER, chart.TRANSFER_DIFFERENCE))
    return keep(ctx, replace(row, state=MoveState.RECEIVED.value, waits_for=""), row.receiver)


def confirm(deps: Deps, command: ConfirmCash, ctx: Context) -> Outcome:
    """The named second person's own word. Nobody else can say it for them."""
    row = ctx.get(TRANSFERS, command.transfer)
    fault = rules.step_fault(row, MoveState.PROPOSED, MoveState.COUNTED)
    if row is None or fault is not None:
        return fault
    if row.branch != ctx.branch:
        return Rejected(code=ErrorCode.WRONG_BRANCH)
    if row.waits_for != ctx.actor.user:
        return Rejected(code=ErrorCode.SAME_PERSON if row.maker == ctx.actor.user else ErrorCode.NOT_YOURS)
    about = derived_id("move_ink", row.id)
    fault = _first_fault(deps, ctx, row) or inks.fault(ctx, command.ink, about)
    if fault is not None:
        return fault
    done = _confirmed(deps, ctx, replace(row, second_ink=inks.keep(ctx, command.ink, about)))
    if isinstance(done, Rejected):
        return done
    custody.stay(ctx, row.currency)
    return moved(done)


def _first_fault(deps: Deps, ctx: Context, row: TransferRow) -> Rejected | None:
    """Whether the two are still two, and one of them keeps the vault: hours may lie between the first word and the second."""
    user = row.receiver if row.state == MoveState.COUNTED else row.maker
    first = deps.actor(ctx, user)
    if first is None or not first.active:
        return Rejected(code=ErrorCode.MAKER_DISABLED)
    if Permission.KEEP_VAULT.value in first.permissions | ctx.actor.permissions:
        return None
    return Rejected(code=ErrorCode.NOT_PERMITTED, params={"permission": Permission.KEEP_VAULT.value})


def _confirmed(deps: Deps, ctx: Context, row: TransferRow) -> TransferRow | Rejected:
    if row.state == MoveState.COUNTED:
        return _arrive(deps, ctx, row)
    if row.kind == MoveKind.TRANSFER:
        return dispatch(deps, ctx, row)
    if row.kind == MoveKind.EXCHANGE:
        return exchanging.swap(deps, ctx, row)
    if row.kind == MoveKind.SORT:
        return sorting.sorted_out(deps, ctx, row)
    return custody.counted(deps, ctx, row) if row.kind == MoveKind.COUNT else custody.opened(ctx, row)
