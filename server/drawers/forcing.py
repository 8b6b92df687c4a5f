"""A manager counts and closes the drawer of somebody who is not there. Solo: it searches as every close does."""

from collections.abc import Iterable

import msgspec

from contract.drawers import ForceCloseDrawer
from contract.errors import ErrorCode, Rejected
from contract.notices import Level
from contract.permissions import Permission
from server.core.actor import Header
from server.core.audience import at_branch
from server.core.context import Context
from server.core.registry import Outcome
from server.core.store import Key
from server.core.unit import Unit
from server.drawers import rules
from server.drawers.cash import drawer_bag
from server.drawers.closing import Counting, counted_as, finish, measured, pending
from server.drawers.tables import BAGS, SESSIONS, SessionRow
from server.ledger.buckets import pieces_fault
from server.ledger.ports import Tell

replace = msgspec.structs.replace


def needs(command: ForceCloseDrawer, header: Header, unit: Unit) -> Iterable[Key]:
    """The session and its bag."""
    yield SESSIONS, command.session
    session = unit.peek(SESSIONS, command.session)
    if session is not None:
        yield BAGS, drawer_bag(session.drawer)


def force(tell: Tell, deps: Counting, command: ForceCloseDrawer, ctx: Context) -> Outcome:
    """Whatever waits in it is settled first. The difference is booked and nobody has accepted it: it stands as recorded."""
    session = _session(command, ctx)
    fault = session if isinstance(session, Rejected) else pending(deps.waiting, ctx, session.id)
    if isinstance(session, Rejected) or fault is not None:
        return fault
    counted = {face: count for face, count in command.counted.items() if count}
    bag = ctx.must(BAGS, drawer_bag(session.drawer))
    session = measured(ctx, counted_as(ctx, session, bag, command.attempt, counted), 0)
    closed = finish(deps, ctx, replace(session, forced_by=ctx.actor.user), command.reason)
    params = {"drawer": session.number, "amount": closed.variance, "currency": session.currency, "because": command.reason,
              "who": ctx.actor.name}  # fmt: skip
    audience = at_branch(session.branch, Permission.DECIDE.value, (session.cashier,))
    tell(ctx, "drawer_forced", Level.WARN, params, audience, session.id)
    return closed


def _session(command: ForceCloseDrawer, ctx: Context) -> SessionRow | Rejected:
    session = ctx.get(SESSIONS, command.session)
    if session is None or session.branch != ctx.branch:
        return Rejected(code=ErrorCode.DRAWER_NOT_OPEN)
    if session.state not in ("open", "counted"):
        return rules.not_open(session.number, session.state)
    if session.cashier == ctx.actor.user:
        # One's own drawer is closed the ordinary way, where somebody else accepts what is missing.
        return Rejected(code=ErrorCode.SAME_PERSON)
    if not command.reason.strip():
        return Rejected(code=ErrorCode.REASON_MISSING)
    fault = pieces_fault(command.counted, session.currency)
    if fault is not None:
        return fault
    return session
