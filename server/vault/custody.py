"""The vault's bounds, its counts by two people, locking it for the night and unlocking it."""

from sqlalchemy import select

from contract.errors import ErrorCode, Rejected
from contract.money import add_pieces, pieces_total
from contract.notices import Level
from contract.permissions import Permission
from contract.variances import Origin
from contract.vault import CountVault, LockedWhy, LockVault, MoveKind, MoveState, OpenVault, Place, SetVault, Where
from server.core.audience import at_branch
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.registry import Outcome
from server.ledger import chart, posting
from server.ledger.buckets import pieces_fault
from server.vault import facts, rules
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
    unlocked,
    until,
    vault_fault,
    vault_of,
)
from server.vault.sending import ask_second
from server.vault.tables import TRANSFERS, VAULTS, TransferRow, cash_transfers

VAULT = Place(where=Where.VAULT)


def unfinished(ctx: Context, branch: str) -> list[str]:
    """Numbers of the branch's movements that neither vault nor day closes over. For commands that run solo.

    A bag that is on the road to or from the bank may stay there over night: it is in transit, and nobody here holds it.
    """
    moves = cash_transfers.c
    outside = (moves.state == MoveState.SENT.value) & ((moves.source == Where.BANK) | (moves.target == Where.BANK))
    query = select(moves.number).where(moves.branch == branch, moves.state.in_(sorted(rules.OPEN)), ~outside)
    return list(ctx.conn.execute(query.order_by(moves.number)).scalars())


def set_bounds(command: SetVault, ctx: Context) -> Outcome:
    """From which amounts on people are told."""
    branch = ctx.get(BRANCHES, command.branch)
    if branch is None:
        return Rejected(code=ErrorCode.BRANCH_UNKNOWN)
    if command.branch != ctx.branch and not ctx.actor.everywhere:
        return Rejected(code=ErrorCode.WRONG_BRANCH)
    ctx.work_at(branch.id, branch.business_date, branch.open)
    row = replace(vault_of(ctx, command.currency), soft_max=command.soft_max, insured=command.insured)
    if command.idle_lock_min is not None:
        row = replace(row, idle_lock_min=command.idle_lock_min)
        row = until(ctx, row) if unlocked(row, ctx.at) and row.opened_by else row
    facts.say_vault(ctx, ctx.put(VAULTS, row))
    return None


def count(deps: Deps, command: CountVault, ctx: Context) -> Outcome:
    """Written down by one, confirmed by the other. What lay there by the books at that moment is what it is compared with."""
    counted, stock = rules.whole(command.counted), deps.stock
    fault = pieces_fault(counted, command.currency) or _two(deps, command, ctx) or vault_fault(ctx, command.currency)
    if fault is not None:
        return fault
    held = stock.held(ctx, stock.vault(ctx, command.currency))
    if counted != held and not command.reason.strip():
        return Rejected(code=ErrorCode.REASON_MISSING)
    row = begin(ctx, command.transfer, MoveKind.COUNT, command.currency, VAULT, VAULT)
    row = replace(row, pieces=counted, basis=held, amount=pieces_total(counted), closing=command.closing,
                  reason=command.reason, difference=pieces_total(counted) - pieces_total(held))  # fmt: skip
    return moved(ask_second(deps, ctx, row, command.second))


def _two(deps: Deps, command: CountVault | OpenVault, ctx: Context) -> Rejected | None:
    if ctx.get(TRANSFERS, command.transfer) is not None:
        return Rejected(code=ErrorCode.ALREADY_THERE)
    return custodian_fault(ctx) or second_fault(deps, ctx, command.second, (ctx.actor.user,), custodian=False)


def counted(deps: Deps, ctx: Context, row: TransferRow) -> TransferRow | Rejected:
    """The second person shares the count: a difference is booked, the vault holds what was counted."""
    others = [number for number in unfinished(ctx, row.branch) if number != row.number]
    if row.closing and others:
        return Rejected(
            code=ErrorCode.MOVE_PENDING, params={"number": ", ".join(others), "state": MoveState.SENT.value}
        )
    vault = deps.stock.vault(ctx, row.currency)
    if deps.stock.held(ctx, vault) != row.basis:
        return Rejected(code=ErrorCode.VAULT_MOVED, params={"number": row.number})
    transaction = ctx.new_id()
    change = add_pieces(row.pieces, row.basis, -1)
    if change:
        shift(deps, ctx, vault, change, "variance", transaction if row.difference else "")
    other = posting.internal(ctx, row.branch, chart.VAULT_DIFFERENCE, row.currency)
    book(ctx, row, transaction, "vault_count", [(vault, row.difference), (other.id, -row.difference)])
    if row.difference:
        params = {"number": row.number, "amount": row.difference, "currency": row.currency, "because": row.reason}
        deps.tell(ctx, "vault_difference", Level.WARN, params, at_branch(row.branch, Permission.DECIDE.value), row.id)
        deps.record(ctx, found_of(row, row.difference, ctx.actor.user, Origin.VAULT, chart.VAULT_DIFFERENCE))
    custody = replace(vault_of(ctx, row.currency), counted=row.amount, counted_at=ctx.at, counted_on=ctx.business_date,
                      counted_by=[row.maker, ctx.actor.user])  # fmt: skip
    if row.closing:
        custody = replace(custody, open=False, closed_on=ctx.business_date, locks_at="")
    facts.say_vault(ctx, ctx.put(VAULTS, custody))
    return _done(ctx, row)


def unlock(deps: Deps, command: OpenVault, ctx: Context) -> Outcome:
    """The morning's second step, after the branch's day was opened."""
    fault = _two(deps, command, ctx)
    if fault is None and not ctx.day_open:
        fault = Rejected(code=ErrorCode.DAY_NOT_OPEN)
    if fault is None and unlocked(vault_of(ctx, command.currency), ctx.at):
        fault = Rejected(code=ErrorCode.ALREADY_THERE)
    if fault is not None:
        return fault
    row = begin(ctx, command.transfer, MoveKind.OPEN, command.currency, VAULT, VAULT)
    return moved(ask_second(deps, ctx, row, command.second))


def opened(ctx: Context, row: TransferRow) -> TransferRow:
    """Both are there."""
    both = [row.maker, ctx.actor.user]
    custody = until(ctx, replace(vault_of(ctx, row.currency), open=True, opened_at=ctx.at, opened_by=both))
    facts.say_vault(ctx, ctx.put(VAULTS, custody))
    return _done(ctx, row)


def stay(ctx: Context, currency: str) -> None:
    """A second person has said yes at the vault: the two are there, and it stays open for as long again. Over is over."""
    row = vault_of(ctx, currency)
    if row.locks_at and unlocked(row, ctx.at):
        facts.say_vault(ctx, ctx.put(VAULTS, until(ctx, row)))


def lock(deps: Deps, command: LockVault, ctx: Context) -> Outcome:
    """By the bank's clock. What waits for a yes goes on waiting; those who keep the vault are told. What was asked about one
    unlocking ends no other.
    """
    row = ctx.get(VAULTS, command.vault)
    branch = ctx.get(BRANCHES, row.branch) if row is not None else None
    early = command.why is LockedWhy.IDLE and row is not None and ctx.at < row.locks_at
    another = row is not None and command.opened_at not in ("", row.opened_at)
    if row is None or branch is None or not row.open or not row.locks_at or early or another:
        return Rejected(code=ErrorCode.ALREADY_THERE)
    ctx.work_at(branch.id, branch.business_date, branch.open)
    facts.say_vault(ctx, ctx.put(VAULTS, replace(row, open=False, locks_at="")))
    code = "vault_locked_left" if command.why is LockedWhy.LEFT else "vault_locked_idle"
    deps.tell(
        ctx, code, Level.INFO, {"currency": row.currency}, at_branch(branch.id, Permission.KEEP_VAULT.value), row.id
    )
    return None


def _done(ctx: Context, row: TransferRow) -> TransferRow:
    return keep(ctx, replace(row, state=MoveState.RECEIVED.value, waits_for="", received_at=ctx.at))
