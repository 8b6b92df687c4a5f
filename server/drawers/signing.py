"""The second signature under an opening: who keeps the vault signs what was counted, or refuses it and the float goes back.

The cashier may decline the float, too. That moves nothing by itself: two hands gave it out, so two take it back.
"""

from collections.abc import Iterable

import msgspec
from sqlalchemy import select

from contract.drawers import CallCustodian, DeclineFloat, RefuseOpening, SignOpening
from contract.errors import ErrorCode, Rejected
from contract.floats import InkOpening
from contract.ids import derived_id
from contract.notices import Level
from contract.permissions import Permission
from server.core.actor import Header
from server.core.audience import at_branch
from server.core.context import Context
from server.core.registry import Outcome
from server.core.store import Key
from server.core.unit import Unit
from server.drawers import facts
from server.drawers import rules as drawer_rules
from server.drawers.cash import drawer_bag, move, vault_bag
from server.drawers.opening import Locked, Record, tell_waits
from server.drawers.tables import BAGS, DRAWERS, SESSIONS, SessionRow, cash_moves
from server.ledger import chart, inks, posting, rules
from server.ledger.ports import Tell
from server.ledger.posting import Draft
from server.ledger.tables import TRANSACTIONS

replace = msgspec.structs.replace
CALL_S = 10 * 60
"""How long a call to the custodian has to be waited out, as a manager's reminder has."""


def needs(
    command: SignOpening | InkOpening | RefuseOpening | DeclineFloat | CallCustodian, header: Header, unit: Unit
) -> Iterable[Key]:
    """The session and both bags."""
    yield SESSIONS, command.session
    session = unit.peek(SESSIONS, command.session)
    if session is not None:
        yield BAGS, drawer_bag(session.drawer)
        yield BAGS, vault_bag(session.branch, session.currency)


def _tell_declined(tell: Tell, ctx: Context, session: SessionRow) -> None:
    params = {"drawer": session.number, "because": session.refused, "who": ctx.actor.name}
    tell(ctx, "float_declined", Level.WARN, params, at_branch(session.branch, Permission.KEEP_VAULT.value), session.id)


def call(tell: Tell, command: CallCustodian, ctx: Context) -> Outcome:
    """Who keeps the vault hears it again, once in ten minutes: that the opening waits, or that the float is to be fetched."""
    session = _unsigned_mine(ctx.get(SESSIONS, command.session), ctx)
    if isinstance(session, Rejected):
        return session
    fault = drawer_rules.call_fault(session.called_at, ctx.after(-CALL_S))
    if fault is not None:
        return fault
    session = ctx.put(SESSIONS, replace(session, called_at=ctx.at, last_seq=ctx.seq))
    facts.say_session(ctx, session, ctx.must(DRAWERS, session.drawer).tolerance)
    (_tell_declined if session.refused else tell_waits)(tell, ctx, session)
    return None


def _waiting(command: SignOpening | RefuseOpening, ctx: Context) -> SessionRow | Rejected:
    """The opening that waits at one's branch, counted by somebody else."""
    session = ctx.get(SESSIONS, command.session)
    if session is None or session.branch != ctx.branch:
        return Rejected(code=ErrorCode.DRAWER_NOT_OPEN)
    if session.cashier == ctx.actor.user:
        return Rejected(code=ErrorCode.SAME_PERSON)
    if session.state != "unsigned":
        return Rejected(code=ErrorCode.ALREADY_THERE, params={"drawer": session.number, "state": session.state})
    return session


def sign(command: SignOpening, ctx: Context) -> Outcome:
    """From here on the drawer is open. Nothing is booked: the opening was, when it was counted."""
    session = _waiting(command, ctx)
    if isinstance(session, Rejected):
        return session
    if session.refused:
        return Rejected(code=ErrorCode.FLOAT_DECLINED, params={"drawer": session.number, "because": session.refused})
    fault = inks.fault(ctx, command.ink, _hand(session, "custodian"))
    if fault is not None:
        return fault
    ink = inks.keep(ctx, command.ink, _hand(session, "custodian"))
    session = replace(
        session, state="open", signed_by=ctx.actor.name, signed_at=ctx.at, last_seq=ctx.seq, custodian_ink=ink
    )
    facts.say_session(ctx, ctx.put(SESSIONS, session), ctx.must(DRAWERS, session.drawer).tolerance)
    return None


def _hand(session: SessionRow, role: str) -> str:
    """What a hand beneath an opening is about: the one of the two who sign it."""
    return derived_id("opening_ink", session.id, role)


def _unsigned_mine(session: SessionRow | None, ctx: Context) -> SessionRow | Rejected:
    """One's own opening that waits for the custodian."""
    if session is None or session.branch != ctx.branch:
        return Rejected(code=ErrorCode.DRAWER_NOT_OPEN)
    if session.cashier != ctx.actor.user:
        return Rejected(code=ErrorCode.DRAWER_NOT_YOURS, params={"drawer": session.number})
    if session.state != "unsigned":
        return Rejected(code=ErrorCode.ALREADY_THERE, params={"drawer": session.number, "state": session.state})
    return session


def ink_needs(command: InkOpening | SignOpening, header: Header, unit: Unit) -> Iterable[Key]:
    """The session and its bags, and where the strokes would lie."""
    yield from needs(command, header, unit)
    yield from inks.needs(command.ink)


def ink(command: InkOpening, ctx: Context) -> Outcome:
    """Beside the cashier's name from now on. Another takes the place of the one before, as long as it waits."""
    session = _unsigned_mine(ctx.get(SESSIONS, command.session), ctx)
    if isinstance(session, Rejected):
        return session
    about = _hand(session, "cashier")
    fault = inks.fault(ctx, command.ink, about)
    if fault is not None:
        return fault
    session = replace(session, cashier_ink=inks.keep(ctx, command.ink, about), last_seq=ctx.seq)
    facts.say_session(ctx, ctx.put(SESSIONS, session), ctx.must(DRAWERS, session.drawer).tolerance)
    return None


def decline(tell: Tell, command: DeclineFloat, ctx: Context) -> Outcome:
    """From here on no cash moves until the custodian has the float again. Solo: it searches for cash that moved already."""
    session = ctx.get(SESSIONS, command.session)
    if session is None or session.state not in ("open", "unsigned"):
        return Rejected(code=ErrorCode.DRAWER_NOT_OPEN)
    if session.cashier != ctx.actor.user:
        return Rejected(code=ErrorCode.DRAWER_NOT_YOURS, params={"drawer": session.number})
    if session.refused:
        return Rejected(code=ErrorCode.ALREADY_THERE, params={"drawer": session.number, "state": session.state})
    if not command.reason.strip():
        return Rejected(code=ErrorCode.REASON_MISSING)
    made = cash_moves.c
    moved = select(made.seq).where(made.session == session.id, made.seq > session.first_seq).limit(1)
    if ctx.conn.scalar(moved) is not None:
        return Rejected(code=ErrorCode.FLOAT_IN_USE, params={"drawer": session.number})
    session = replace(session, state="unsigned", refused=command.reason.strip(), last_seq=ctx.seq)
    facts.say_session(ctx, ctx.put(SESSIONS, session), ctx.must(DRAWERS, session.drawer).tolerance)
    _tell_declined(tell, ctx, session)
    return None


def refuse(tell: Tell, locked: Locked, record: Record, command: RefuseOpening, ctx: Context) -> Outcome:
    """Everything that the opening moved goes back: pieces one by one, money by a linked transaction. Solo: it searches."""
    session = _waiting(command, ctx)
    if isinstance(session, Rejected):
        return session
    if not command.reason.strip():
        return Rejected(code=ErrorCode.REASON_MISSING)
    if not ctx.day_open:
        return Rejected(code=ErrorCode.DAY_NOT_OPEN)
    if locked(ctx, session.currency):
        return Rejected(code=ErrorCode.VAULT_CLOSED)
    _undo(record, ctx, session, command.reason)
    session = replace(session, state="closed", closed_at=ctx.at, refused=command.reason, last_seq=ctx.seq)
    drawer, bag = ctx.must(DRAWERS, session.drawer), ctx.must(BAGS, drawer_bag(session.drawer))
    facts.say_session(ctx, ctx.put(SESSIONS, session), drawer.tolerance)
    facts.say_drawer(ctx, ctx.put(DRAWERS, replace(drawer, session="", cashier="", carried_forward=bool(bag.pieces))))
    facts.end_totals(ctx, session)
    params = {"drawer": session.number, "because": command.reason, "who": ctx.actor.name}
    audience = at_branch(session.branch, Permission.KEEP_VAULT.value, (session.cashier,))
    tell(ctx, "opening_refused", Level.WARN, params, audience, session.id)
    return None


def _undo(record: Record, ctx: Context, session: SessionRow, reason: str) -> None:
    """No cash moves in an unsigned session, so whatever moved in it is its opening."""
    made = cash_moves.c
    query = select(made.holder, made.transaction, made.pieces, made.amount).where(made.session == session.id)
    back = ctx.new_id()
    for line in ctx.conn.execute(query.order_by(made.seq, made.n)).all():
        pieces = {face: -count for face, count in line.pieces.items()}
        move(ctx, ctx.must(BAGS, line.holder), pieces, -line.amount, "opening_refused", back, session.id)
        original = ctx.get(TRANSACTIONS, line.transaction)
        if original is not None and not original.reversed_by:
            # An equal count of what was left moved nothing: then there is no transaction to undo.
            draft = Draft(id=back, kind="opening_refused", amount=original.amount, currency=original.currency, drawer=session.number,
                          session=session.id, narration=reason[:140], reverses=original.id)  # fmt: skip
            posting.book(ctx, draft, rules.opposite((a, s, n) for a, s, n in original.lines))
            posting.mark_reversed(ctx, original, back)
            record(ctx, facts.opened(session, original.id, 0, 0, chart.OVER_SHORT))
