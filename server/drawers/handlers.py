"""The drawers' handlers, one row each."""

from functools import partial
from typing import Any

from contract.drawers import (
    AddDrawer,
    CallCustodian,
    CloseDrawer,
    ContinueDrawer,
    DeclineFloat,
    ForceCloseDrawer,
    FundVault,
    OpenDrawer,
    RefuseOpening,
    SignOpening,
    SubmitCount,
    TakeOverDrawer,
)
from contract.floats import AskFloat, DropFloat, InkOpening, OpenOnSlip, SignFloat
from contract.permissions import Permission
from server.core.context import Context
from server.core.registry import Handler
from server.drawers import closing, floats, forcing, handover, opening, signing
from server.drawers.closing import Counting, Waiting
from server.drawers.floats import Floats
from server.drawers.handover import Counts
from server.drawers.opening import Locked, Record
from server.drawers.tables import DRAWERS
from server.ledger.ports import Tell
from server.ledger.verification import Sign


def open_drawers(ctx: Context, branch: str) -> list[str]:
    """Numbers of the branch's drawers that are in use, or kept by a float slip that is out: a day does not close over them."""
    rows = ctx.all(DRAWERS).values()
    return sorted(row.number for row in rows if row.branch == branch and (row.session or row.slip))


def _opened(command: OpenOnSlip) -> bool:
    """Whether the drawer is open already, whatever is found out about its slip."""
    return command.opened_offline


def _slips(deps: Floats) -> tuple[Handler[Any], ...]:
    return (
        Handler(AskFloat, Permission.OPEN_DRAWER, partial(floats.ask, deps), needs=floats.needs),
        Handler(SignFloat, Permission.KEEP_VAULT, partial(floats.sign, deps), needs=floats.needs),
        Handler(DropFloat, Permission.MOVE_CASH, partial(floats.drop, deps), needs=floats.needs),
        Handler(
            OpenOnSlip,
            Permission.OPEN_DRAWER,
            partial(floats.open_on_slip, deps),
            needs=floats.needs,
            happened=_opened,
        ),
    )


def handlers(
    tell: Tell, sign: Sign, waiting: Waiting, locked: Locked, record: Record, counts: Counts
) -> tuple[Handler[Any], ...]:
    """All of the room's handlers. ``waiting`` is what still waits in a session, ``locked`` says whether the vault is closed for the night,
    ``record`` keeps what an opening or a close left over or short, ``counts`` finds a hand-over count."""
    counting = Counting(sign, waiting, record)
    opened = partial(opening.open_drawer, tell, locked, record)
    return (
        *_slips(Floats(tell, sign, locked, record)),
        Handler(AddDrawer, Permission.ADMIT_DRAWERS, opening.add_drawer),
        Handler(FundVault, Permission.SYSTEM, opening.fund_vault, needs=opening.fund_needs),
        Handler(OpenDrawer, Permission.OPEN_DRAWER, opened, needs=opening.open_needs),
        Handler(SignOpening, Permission.KEEP_VAULT, signing.sign, needs=signing.ink_needs),
        Handler(InkOpening, Permission.OPEN_DRAWER, signing.ink, needs=signing.ink_needs),
        Handler(
            RefuseOpening,
            Permission.KEEP_VAULT,
            partial(signing.refuse, tell, locked, record),
            needs=signing.needs,
            solo=True,
        ),
        Handler(DeclineFloat, Permission.OPEN_DRAWER, partial(signing.decline, tell), needs=signing.needs, solo=True),
        Handler(CallCustodian, Permission.OPEN_DRAWER, partial(signing.call, tell), needs=signing.needs),
        Handler(ContinueDrawer, Permission.OPEN_DRAWER, opening.go_on, needs=opening.session_needs),
        Handler(
            SubmitCount, Permission.OPEN_DRAWER, partial(closing.submit_count, counting), needs=closing.needs, solo=True
        ),
        Handler(
            CloseDrawer,
            Permission.OPEN_DRAWER,
            partial(closing.close, counting),
            needs=closing.needs,
            weigh=partial(closing.weigh, counting),
            hold=closing.hold,
            release=closing.release,
            solo=True,
        ),
        Handler(
            TakeOverDrawer,
            Permission.OPEN_DRAWER,
            partial(handover.take_over, tell, locked, counting, counts),
            needs=handover.needs,
            solo=True,
        ),
        Handler(
            ForceCloseDrawer, Permission.DECIDE, partial(forcing.force, tell, counting), needs=forcing.needs, solo=True
        ),
    )
