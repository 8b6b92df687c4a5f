"""The vault room's handlers, one row each, and what still waits at a drawer."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from sqlalchemy import select

from contract.errors import Rejected
from contract.money import CURRENCIES
from contract.permissions import Permission
from contract.vault import (
    AskForCash,
    ConfirmCash,
    CountVault,
    DeclineCash,
    ExchangeCash,
    GrantCash,
    ImpoundNotes,
    LockVault,
    OpenVault,
    ReceiveCash,
    RefuseCash,
    RequisitionState,
    SendCash,
    SetVault,
    SortNotes,
)
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Handler, Outcome
from server.core.store import Key
from server.core.unit import Unit
from server.ledger import chart, inks
from server.ledger.tables import ACCOUNTS
from server.vault import asking, custody, exchanging, receiving, rules, sending, sorting
from server.vault.movements import Deps, moved, replace, unlocked, vault_of
from server.vault.queries import of_drawer
from server.vault.tables import REQUISITIONS, TRANSFERS, VAULTS, cash_transfers, requisitions


def grant(deps: Deps, command: GrantCash, ctx: Context) -> Outcome:
    """A transfer from the vault to the drawer that asked."""
    row = asking.found(ctx, command.requisition, RequisitionState.ASKED)
    if isinstance(row, Rejected):
        return row
    transfer = sending.propose(deps, asking.granting(command, row), ctx)
    if isinstance(transfer, Rejected):
        return transfer
    transfer = sending.ask_second(deps, ctx, replace(transfer, requisition=row.id), command.second)
    asking.granted(ctx, row, transfer)
    return moved(transfer)


def waiting(ctx: Context, drawer: str) -> tuple[str, ...]:
    """Ids of what is still to come at this drawer: transfers to and from it, exchanges, requisitions. For commands that run solo."""
    moves = cash_transfers.c
    query = select(moves.id).where(moves.state.in_(sorted(rules.OPEN)), of_drawer(drawer))
    asked = select(requisitions.c.id).where(
        requisitions.c.drawer == drawer, requisitions.c.state.in_([state.value for state in asking.OPEN])
    )
    return (*ctx.conn.execute(query.order_by(moves.id)).scalars(), *ctx.conn.execute(asked).scalars())


def is_locked(ctx: Context, currency: str) -> bool:
    """Whether the vault of the branch that is worked at is closed for the night."""
    return not unlocked(vault_of(ctx, currency), ctx.at)


def _needs(command: Any, header: Header, unit: Unit) -> Iterable[Key]:
    """The movement and the requisition; the places behind them are found when it runs."""
    transfer = getattr(command, "transfer", "")
    row = unit.peek(TRANSFERS, transfer)
    yield TRANSFERS, transfer
    yield REQUISITIONS, getattr(command, "requisition", "") or (row.requisition if row else "")
    yield from inks.needs(getattr(command, "ink", ""))


def handlers(deps: Deps) -> tuple[Handler[Any], ...]:
    """All of the room's handlers. Who may do what at which place is decided inside: the vault is a custodian's, a till its cashier's."""

    def row(kind: Any, permission: Permission, handle: Callable[..., Outcome], solo: bool = False) -> Handler[Any]:
        return Handler(kind, permission, partial(handle, deps), needs=_needs, solo=solo)

    return (
        Handler(SetVault, Permission.ADMIT_DRAWERS, custody.set_bounds),
        Handler(LockVault, Permission.SYSTEM, partial(custody.lock, deps)),
        row(SendCash, Permission.MOVE_CASH, sending.send),
        row(ReceiveCash, Permission.MOVE_CASH, receiving.receive),
        row(ConfirmCash, Permission.MOVE_CASH, receiving.confirm, solo=True),
        row(RefuseCash, Permission.MOVE_CASH, sending.refuse),
        row(ExchangeCash, Permission.MOVE_CASH, exchanging.exchange),
        row(SortNotes, Permission.MOVE_CASH, sorting.sort),
        row(ImpoundNotes, Permission.MOVE_CASH, sorting.impound),
        row(CountVault, Permission.KEEP_VAULT, custody.count),
        row(OpenVault, Permission.KEEP_VAULT, custody.unlock),
        row(AskForCash, Permission.MOVE_CASH, asking.ask),
        row(GrantCash, Permission.KEEP_VAULT, grant),
        row(DeclineCash, Permission.MOVE_CASH, asking.decline),
    )


def uncounted(ctx: Context, branch: str, day: str) -> list[str]:
    """Currencies of the branch whose vault holds cash and was not counted and closed on this day. For commands that run solo."""
    closed = {row.currency for row in ctx.all(VAULTS).values() if row.branch == branch and row.closed_on == day}
    held = (ctx.get(ACCOUNTS, chart.internal_id(branch, chart.VAULT_CASH, code)) for code in CURRENCIES)
    return sorted(row.currency for row in held if row is not None and row.balance and row.currency not in closed)
