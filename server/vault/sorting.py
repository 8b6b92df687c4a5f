"""Notes into other buckets where they lie, and a customer's doubtful notes into custody."""

from contract.buckets import Bucket, laid_in, of_bucket
from contract.errors import ErrorCode, Rejected
from contract.money import add_pieces, pieces_total
from contract.notices import Level
from contract.permissions import Permission
from contract.variances import Origin
from contract.vault import ImpoundNotes, MoveKind, MoveState, Place, SortNotes, Where
from server.core.audience import at_branch
from server.core.context import Context
from server.core.registry import Outcome
from server.ledger import buckets, chart, posting
from server.ledger.stock import Found, Spot
from server.vault import rules
from server.vault.movements import (
    Deps,
    begin,
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
from server.vault.sending import ask_second
from server.vault.tables import TRANSFERS, TransferRow


def sort(deps: Deps, command: SortNotes, ctx: Context) -> Outcome:
    """A cashier sorts their own drawer at once; what is sorted in the vault waits for the second person."""
    taken, put = rules.whole(command.taken), rules.whole(command.put)
    fault = buckets.sort_fault(taken, put, command.currency, command.reason)
    if fault is None and command.place.where is Where.BANK:
        fault = Rejected(code=ErrorCode.PLACES_WRONG)
    if fault is None and ctx.get(TRANSFERS, command.transfer) is not None:
        fault = Rejected(code=ErrorCode.ALREADY_THERE)
    spot = fault or spot_of(deps, ctx, command.currency, command.place)
    if isinstance(spot, Rejected):
        return spot
    fault = _hands(deps, command, ctx, spot, taken)
    if fault is not None:
        return fault
    row = begin(ctx, command.transfer, MoveKind.SORT, command.currency, command.place, command.place)
    row = replace(row, pieces=taken, taken=put, amount=pieces_total(taken), source_number=spot.number,
                  target_number=spot.number, difference=pieces_total(put) - pieces_total(taken),
                  reason=command.reason)  # fmt: skip
    if not spot.session:
        return moved(ask_second(deps, ctx, row, command.second or ""))
    done = sorted_out(deps, ctx, row)
    return done if isinstance(done, Rejected) else moved(done)


def _hands(deps: Deps, command: SortNotes, ctx: Context, spot: Spot, taken: dict[str, int]) -> Rejected | None:
    """Out of custody go suspect notes in the vault alone, by two people: a till would make cash of them."""
    if not spot.session:
        return custodian_fault(ctx) or second_fault(deps, ctx, command.second, (ctx.actor.user,), custodian=False)
    doubtful = laid_in(of_bucket(taken, Bucket.SUSPECT), Bucket.SUSPECT)
    if doubtful:
        return Rejected(code=ErrorCode.NOTES_UNPAYABLE, params={"faces": ", ".join(sorted(doubtful))})
    return deps.stock.mine(ctx, spot)


def sorted_out(deps: Deps, ctx: Context, row: TransferRow) -> TransferRow | Rejected:
    """The bag changes; what stopped being cash is the cashier's shortage, or the vault's difference."""
    spot = spot_of(deps, ctx, row.currency, side(row, source=True))
    if isinstance(spot, Rejected):
        return spot
    transaction = transaction_of(ctx, row) if row.difference else ""
    fault = shift(deps, ctx, spot, add_pieces(row.taken, row.pieces, -1), "suspect" if row.difference else "sort",
                  transaction)  # fmt: skip
    if fault is not None:
        return fault
    if row.difference:
        _unequal(deps, ctx, row, spot, transaction)
    return keep(ctx, replace(row, state=MoveState.RECEIVED.value, waits_for="", received_at=ctx.at))


def _unequal(deps: Deps, ctx: Context, row: TransferRow, spot: Spot, transaction: str) -> None:
    code = chart.OVER_SHORT if spot.session else chart.VAULT_DIFFERENCE
    other = posting.internal(ctx, row.branch, code, row.currency, spot.number)
    book(ctx, row, transaction, "suspect", [(spot, row.difference), (other.id, -row.difference)])
    if spot.session:
        deps.record(ctx, Found(id=row.id, branch=row.branch, currency=row.currency, drawer=spot.number, person=spot.cashier,
                               amount=row.difference, reason=row.reason, within=False, accepted_by=""))  # fmt: skip
    else:
        deps.record(ctx, found_of(row, row.difference, ctx.actor.user, Origin.VAULT, code))
    params = {"number": row.number, "amount": row.difference, "currency": row.currency, "because": row.reason}
    deps.tell(ctx, "notes_doubted", Level.WARN, params, at_branch(row.branch, Permission.DECIDE.value), row.id)


def impound(deps: Deps, command: ImpoundNotes, ctx: Context) -> Outcome:
    """Nothing is booked: whose the notes are, where they lie and what looked wrong stands in the movement."""
    pieces = rules.whole(command.pieces)
    fault = buckets.pieces_fault(pieces, command.currency, (Bucket.FIT,))
    if fault is None and (not pieces or any(face.endswith("c") for face in pieces)):
        fault = Rejected(code=ErrorCode.CASH_NEEDED)
    if fault is None and not command.giver.strip():
        fault = Rejected(code=ErrorCode.REASON_MISSING)
    if fault is None and ctx.get(TRANSFERS, command.transfer) is not None:
        fault = Rejected(code=ErrorCode.ALREADY_THERE)
    till = fault or deps.stock.own_till(ctx)
    if isinstance(till, Rejected):
        return till
    if till.currency != command.currency:
        return Rejected(code=ErrorCode.WRONG_CURRENCY, params={"account": till.currency})
    here = Place(where=Where.DRAWER, drawer=till.drawer)
    kept = laid_in(pieces, Bucket.SUSPECT)
    row = begin(ctx, command.transfer, MoveKind.SUSPECT, command.currency, here, here)
    row = replace(row, pieces=kept, source_number=till.number, target_number=till.number, reference=command.serials,
                  reason=command.reason, giver=command.giver.strip(), phone=command.phone)  # fmt: skip
    shift(deps, ctx, till, kept, "suspect")
    params = {"number": row.number, "drawer": till.number, "count": sum(pieces.values()), "who": row.giver}
    deps.tell(ctx, "notes_kept", Level.WARN, params, at_branch(row.branch, Permission.DECIDE.value), row.id)
    return moved(keep(ctx, replace(row, state=MoveState.RECEIVED.value, received_at=ctx.at)))
