"""The blind count, every attempt kept, and the close that books the variance."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import func, select

from contract.approvals import Why
from contract.drawers import CloseDrawer, CountLine, CountTaken, DrawerClosed, SubmitCount
from contract.errors import ErrorCode, Rejected
from contract.ledger import Side
from contract.money import pieces_total, unknown_faces
from contract.numbers import parse_receipt
from contract.permissions import Role
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.drawers import facts, rules
from server.drawers.cash import drawer_bag, move
from server.drawers.tables import BAGS, DRAWERS, SESSIONS, SessionRow, sessions
from server.ledger import chart, posting
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, receipts, transactions
from server.ledger.verification import Sign

replace = msgspec.structs.replace
RECORD_DAYS = 14


def needs(command: SubmitCount | CloseDrawer, header: Header, unit: Unit) -> Iterable[Key]:
    """The session, its bag, cash and over/short."""
    yield SESSIONS, command.session
    session = unit.peek(SESSIONS, command.session)
    if session is not None:
        yield BAGS, drawer_bag(session.drawer)
        for code in (chart.DRAWER_CASH, chart.OVER_SHORT):
            yield ACCOUNTS, chart.internal_id(session.branch, code, session.currency, session.number)


def _mine(ctx: Context, key: str, *states: str) -> SessionRow | Rejected:
    session = ctx.get(SESSIONS, key)
    if session is None:
        return Rejected(code=ErrorCode.DRAWER_UNKNOWN)
    if session.cashier != ctx.actor.user:
        return Rejected(code=ErrorCode.DRAWER_NOT_YOURS, params={"drawer": session.number})
    if session.state not in states:
        return Rejected(code=ErrorCode.DRAWER_NOT_OPEN, params={"drawer": session.number, "state": session.state})
    return session


def submit_count(command: SubmitCount, ctx: Context) -> Outcome:
    """Runs solo: it searches for what is pending and for the receipts used. Postings stop with the first count."""
    session = _mine(ctx, command.session, "open", "counted")
    if isinstance(session, Rejected):
        return session
    unknown = unknown_faces(command.counted, session.currency)
    if unknown:
        return Rejected(code=ErrorCode.UNKNOWN_DENOMINATION, params={"faces": ", ".join(unknown)})
    waiting = _pending(ctx, session.id)
    if waiting:
        return Rejected(code=ErrorCode.PENDING_IN_DRAWER, params={"count": waiting})
    drawer, bag = ctx.must(DRAWERS, session.drawer), ctx.must(BAGS, drawer_bag(session.drawer))
    counted = {face: count for face, count in command.counted.items() if count}
    total, number = pieces_total(counted), len(session.attempts) + 1
    line = CountLine(attempt=command.attempt, number=number, at=ctx.at, by=ctx.actor.user, total=total, expected=bag.amount,
                     variance=total - bag.amount)  # fmt: skip
    session = replace(session, state="counted", attempts=[*session.attempts, msgspec.to_builtins(line)], counted_pieces=counted,
                      expected_pieces=bag.pieces, receipts=_receipts(ctx, session.id), recent=_recent(ctx, session),
                      over_short_before=_over_short(ctx, session), last_seq=ctx.seq)  # fmt: skip
    facts.say_session(ctx, ctx.put(SESSIONS, session), drawer.tolerance)
    return CountTaken(session=session.id, number=number, counted=total, expected=bag.amount, variance=line.variance,
                      within_tolerance=abs(line.variance) <= drawer.tolerance,
                      second_count_needed=rules.second_count_needed(line.variance, drawer.second_count_above, number))  # fmt: skip


def _pending(ctx: Context, session: str) -> int:
    query = select(func.count()).select_from(transactions)
    return int(
        ctx.conn.execute(
            query.where(transactions.c.session == session, transactions.c.status == "pending")
        ).scalar_one()
    )


def _receipts(ctx: Context, session: str) -> dict[str, list[int]]:
    """Receipt counters that were used, by lease."""
    used: dict[str, list[int]] = {}
    for number in ctx.conn.execute(select(receipts.c.receipt).where(receipts.c.session == session)).scalars():
        parts = parse_receipt(number)
        if parts is not None:
            used.setdefault(str(parts[2]), []).append(parts[3])
    return {lease: sorted(numbers) for lease, numbers in used.items()}


def _recent(ctx: Context, session: SessionRow) -> list[list[object]]:
    """The variances of this drawer's last business days, oldest first."""
    query = select(sessions.c.business_date, sessions.c.attempts).where(
        sessions.c.drawer == session.drawer, sessions.c.state == "closed"
    )
    rows = ctx.conn.execute(query.order_by(sessions.c.business_date.desc()).limit(RECORD_DAYS - 1)).all()
    days: dict[str, int] = {}
    for day, attempts in reversed(rows):
        days[day] = days.get(day, 0) + int(attempts[-1]["variance"])
    return [[day, minor] for day, minor in days.items()]


def _over_short(ctx: Context, session: SessionRow) -> int:
    """The drawer's cumulative over (positive) or short (negative) before this session."""
    account = ctx.get(ACCOUNTS, chart.internal_id(session.branch, chart.OVER_SHORT, session.currency, session.number))
    return -account.balance if account else 0


def _close_fault(command: CloseDrawer, ctx: Context) -> tuple[SessionRow, CountLine] | Rejected:
    session = (
        _mine(ctx, command.session, "counted", "awaiting")
        if ctx.approved_by
        else _mine(ctx, command.session, "counted", "open")
    )
    if isinstance(session, Rejected):
        return session
    if not session.attempts:
        return Rejected(code=ErrorCode.COUNT_MISSING)
    last = facts.attempts(session)[-1]
    drawer = ctx.must(DRAWERS, session.drawer)
    if rules.second_count_needed(last.variance, drawer.second_count_above, last.number):
        return Rejected(
            code=ErrorCode.SECOND_COUNT_NEEDED,
            params={"bound": drawer.second_count_above, "currency": session.currency},
        )
    if last.variance and not command.reason.strip():
        return Rejected(code=ErrorCode.REASON_MISSING)
    return session, last


def weigh(command: CloseDrawer, ctx: Context) -> Weighed | Rejected | None:
    """A variance above the tolerance is accepted by a manager."""
    found = _close_fault(command, ctx)
    if isinstance(found, Rejected):
        return found
    session, last = found
    tolerance = ctx.must(DRAWERS, session.drawer).tolerance
    if abs(last.variance) <= tolerance:
        return None
    why = Why(code="variance_above_tolerance", figure=last.variance, bound=tolerance)
    return Weighed(
        reasons=(why,),
        role=Role.MANAGER,
        amount=abs(last.variance),
        currency=session.currency,
        narration=command.reason,
    )


def hold(command: CloseDrawer, ctx: Context, request: str) -> Rejected | None:
    """The session waits for the manager."""
    session = replace(ctx.must(SESSIONS, command.session), state="awaiting", request=request, reason=command.reason)
    facts.say_session(ctx, ctx.put(SESSIONS, session), ctx.must(DRAWERS, session.drawer).tolerance)
    return None


def release(command: CloseDrawer, ctx: Context) -> None:
    """Declined or expired: the count stands, the close can be asked for again or counted anew."""
    session = replace(ctx.must(SESSIONS, command.session), state="counted", request="")
    facts.say_session(ctx, ctx.put(SESSIONS, session), ctx.must(DRAWERS, session.drawer).tolerance)


def close(sign: Sign, command: CloseDrawer, ctx: Context) -> Outcome:
    """Book the variance of the last count; what was counted is what the drawer holds from here on."""
    found = _close_fault(command, ctx)
    if isinstance(found, Rejected):
        return found
    session, last = found
    drawer, bag = ctx.must(DRAWERS, session.drawer), ctx.must(BAGS, drawer_bag(session.drawer))
    if bag.amount != last.expected:
        raise ValueError(f"drawer {drawer.number} moved after its count")
    transaction = ctx.new_id()
    if last.variance:
        _book(ctx, session, last, transaction, command.reason)
    difference = rules.difference(bag.pieces, session.counted_pieces)
    if difference:
        bag = move(ctx, bag, difference, last.variance, "variance", transaction, session.id)
    document = f"{session.number}-{session.business_date.replace('-', '')}"
    code = sign(document, session.business_date, last.total, last.variance, session.id)
    session = replace(session, state="closed", closed_at=ctx.at, reason=command.reason, accepted_by=ctx.approved_by,
                      verification=code, last_seq=ctx.seq)  # fmt: skip
    facts.say_session(ctx, ctx.put(SESSIONS, session), drawer.tolerance)
    facts.say_drawer(ctx, ctx.put(DRAWERS, replace(drawer, session="", cashier="", carried_forward=bool(bag.pieces))))
    facts.end_totals(ctx, session)
    return DrawerClosed(session=session.id, variance=last.variance, verification=code)


def _book(ctx: Context, session: SessionRow, last: CountLine, transaction: str, reason: str) -> None:
    cash = posting.internal(ctx, session.branch, chart.DRAWER_CASH, session.currency, session.number)
    over_short = posting.internal(ctx, session.branch, chart.OVER_SHORT, session.currency, session.number)
    amount, short = abs(last.variance), last.variance < 0
    lines = [
        Line(over_short.id, Side.DEBIT if short else Side.CREDIT, amount),
        Line(cash.id, Side.CREDIT if short else Side.DEBIT, amount),
    ]
    draft = Draft(id=transaction, kind="variance", amount=amount, currency=session.currency, drawer=session.number,
                  session=session.id, narration=reason[:140])  # fmt: skip
    posting.book(ctx, draft, lines)
