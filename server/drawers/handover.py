"""A drawer changes hands: the count that both shared closes the one's session and opens the other's. Solo: it searches as every close does."""

from collections.abc import Callable, Iterable

from contract.drawers import OpenDrawer, TakeOverDrawer
from contract.errors import ErrorCode, Rejected
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Outcome
from server.core.store import Key
from server.core.unit import Unit
from server.drawers import facts, rules
from server.drawers.cash import drawer_bag
from server.drawers.closing import Counting, counted_as, finish, measured, pending
from server.drawers.opening import Locked, open_drawer
from server.drawers.tables import BAGS, DRAWERS, SESSIONS, SessionRow
from server.ledger.ports import Tell
from server.ledger.stock import Handed

Counts = Callable[[Context, str], Handed | None]
"""(context, count) to the hand-over count, None where there is none."""


def needs(command: TakeOverDrawer, header: Header, unit: Unit) -> Iterable[Key]:
    """Both sessions and the bag."""
    yield SESSIONS, command.session
    yield SESSIONS, command.taken
    session = unit.peek(SESSIONS, command.taken)
    if session is not None:
        yield BAGS, drawer_bag(session.drawer)


def take_over(
    tell: Tell, locked: Locked, deps: Counting, counts: Counts, command: TakeOverDrawer, ctx: Context
) -> Outcome:
    """By the taker, who shared the count. Nothing may have moved since; a difference above the tolerance is closed the ordinary way."""
    handed, session = counts(ctx, command.count), ctx.get(SESSIONS, command.taken)
    if handed is None or session is None or handed.session != command.taken or not handed.shared:
        return Rejected(code=ErrorCode.COUNT_MISSING)
    bag = ctx.must(BAGS, drawer_bag(session.drawer))
    fault = _fault(ctx, session, handed) or pending(deps.waiting, ctx, session.id)
    if fault is None and bag.pieces != handed.expected:
        fault = Rejected(code=ErrorCode.HANDOVER_MOVED, params={"drawer": session.number})
    if fault is not None:
        return fault
    drawer = ctx.must(DRAWERS, session.drawer)
    session = measured(ctx, counted_as(ctx, session, bag, command.count, handed.counted), 0)
    variance = facts.variance(session)
    if abs(variance) > drawer.tolerance:
        return Rejected(code=ErrorCode.HANDOVER_DIFFERS, params={"drawer": session.number})
    finish(deps, ctx, session, f"→ {ctx.actor.name}" if variance else "")
    opening = OpenDrawer(session=command.session, drawer=drawer.id, counted=handed.counted)
    return open_drawer(tell, locked, deps.record, opening, ctx, handed=True)


def _fault(ctx: Context, session: SessionRow, handed: Handed) -> Rejected | None:
    if handed.taker != ctx.actor.user:
        return Rejected(code=ErrorCode.NOT_YOURS)
    if session.branch != ctx.branch:
        return Rejected(code=ErrorCode.WRONG_BRANCH)
    if session.state != "open":
        return rules.not_open(session.number, session.state)
    return None
