"""The blind count, every attempt kept, and the close that books the variance. Both run solo: they search."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import select

from contract.approvals import Why
from contract.drawers import CloseDrawer, CountLine, CountTaken, DrawerClosed, PostTo, SubmitCount
from contract.errors import ErrorCode, Rejected
from contract.ledger import Side
from contract.money import pieces_total
from contract.numbers import parse_receipt
from contract.permissions import Role
from server.core.actor import Header
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.device_chain import CHAINS, missing
from server.core.journal import read_head
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.drawers import facts, rules, unused
from server.drawers.cash import drawer_bag, move
from server.drawers.opening import Record
from server.drawers.tables import BAGS, DRAWERS, SESSIONS, BagRow, SessionRow, sessions
from server.ledger import chart, posting
from server.ledger.buckets import pieces_fault
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS, receipts
from server.ledger.verification import Sign

replace = msgspec.structs.replace
RECORD_SESSIONS = 60
"""Closed sessions that are read for the record of the last business days: some days have several."""

Waiting = Callable[[Context, str], tuple[str, ...]]
"""(context, session) to the requests that still wait in it, but for the one that is executed now."""


@dataclass(frozen=True)
class Counting:
    """What the count needs of other rooms."""

    sign: Sign
    waiting: Waiting
    record: Record


def needs(command: SubmitCount | CloseDrawer, header: Header, unit: Unit) -> Iterable[Key]:
    """The session, its bag, cash and over/short."""
    yield SESSIONS, command.session
    session = unit.peek(SESSIONS, command.session)
    if session is not None:
        yield BAGS, drawer_bag(session.drawer)
        for code in (chart.DRAWER_CASH, chart.OVER_SHORT):
            yield ACCOUNTS, chart.internal_id(session.branch, code, session.currency, session.number)
        yield ACCOUNTS, chart.internal_id(session.branch, chart.VAULT_DIFFERENCE, session.currency)


def _mine(ctx: Context, key: str, *states: str) -> SessionRow | Rejected:
    session = ctx.get(SESSIONS, key)
    if session is None:
        return Rejected(code=ErrorCode.DRAWER_NOT_OPEN)
    if session.cashier != ctx.actor.user:
        return Rejected(code=ErrorCode.DRAWER_NOT_YOURS, params={"drawer": session.number})
    if session.state not in states:
        return rules.not_open(session.number, session.state)
    if session.branch != ctx.branch:
        # Who was moved in the middle of a session still counts it: at its branch, for that branch's manager and books.
        home = ctx.must(BRANCHES, session.branch)
        ctx.work_at(home.id, home.business_date, home.open)
    return session


def pending(waiting: Waiting, ctx: Context, session: str) -> Rejected | None:
    """The list of what must be decided, paid or withdrawn first."""
    found = waiting(ctx, session)
    if not found:
        return None
    return Rejected(code=ErrorCode.PENDING_IN_DRAWER, params={"count": len(found), "requests": list(found)})


def _count_fault(deps: Counting, command: SubmitCount, ctx: Context, session: SessionRow) -> Rejected | None:
    lease = ctx.header.lease
    if lease is not None and lease.session == session.id and lease.number != session.lease:
        return Rejected(code=ErrorCode.LEASE_STALE, params={"drawer": session.number})
    fault = pieces_fault(command.counted, session.currency)
    if fault is not None:
        return fault
    if any(line["attempt"] == command.attempt for line in session.attempts):
        return Rejected(code=ErrorCode.ALREADY_THERE)
    return pending(deps.waiting, ctx, session.id)


def submit_count(deps: Counting, command: SubmitCount, ctx: Context) -> Outcome:
    """Postings stop with the first count; only its answer tells what was expected."""
    session = _mine(ctx, command.session, "open", "counted")
    if isinstance(session, Rejected):
        return session
    fault = _count_fault(deps, command, ctx, session)
    if fault is not None:
        return fault
    drawer, bag = ctx.must(DRAWERS, session.drawer), ctx.must(BAGS, drawer_bag(session.drawer))
    counted = {face: count for face, count in command.counted.items() if count}
    session = measured(ctx, counted_as(ctx, session, bag, command.attempt, counted), command.last_receipt)
    facts.say_session(ctx, ctx.put(SESSIONS, session), drawer.tolerance)
    line, late = facts.attempts(session)[-1], rules.late_sum(session.flows)
    variance = line.variance - late
    return CountTaken(session=session.id, number=line.number, counted=line.total, expected=bag.amount + late, variance=variance,
                      within_tolerance=abs(variance) <= drawer.tolerance,
                      second_count_needed=rules.second_count_needed(variance, drawer.second_count_above, line.number))  # fmt: skip


def counted_as(ctx: Context, session: SessionRow, bag: BagRow, attempt: str, counted: dict[str, int]) -> SessionRow:
    """The session with one more count by whoever asks now."""
    total = pieces_total(counted)
    line = CountLine(attempt=attempt, number=len(session.attempts) + 1, at=ctx.at, by=ctx.actor.user, total=total,
                     expected=bag.amount, variance=total - bag.amount, pieces=counted,
                     missing_entries=missing(ctx.get(CHAINS, session.device)))  # fmt: skip
    return replace(session, state="counted", attempts=[*session.attempts, msgspec.to_builtins(line)], counted_pieces=counted,
                   expected_pieces=bag.pieces)  # fmt: skip


def measured(ctx: Context, session: SessionRow, last_receipt: int, missing: Iterable[int] = ()) -> SessionRow:
    """The session with what the slip takes from elsewhere, as of this journal row."""
    used, without = unused.told(ctx, session, _receipts(ctx, session.id))
    missing = sorted({*missing, *rules.never_booked(used, session.lease, last_receipt)})
    return replace(session, receipts=used, missing_receipts=missing, unused_receipts=unused.stored(without),
                   recent=_recent(ctx, session), over_short_before=_over_short(ctx, session), last_seq=ctx.seq,
                   hash_tail=read_head(ctx.conn).hash)  # fmt: skip


def _receipts(ctx: Context, session: str) -> dict[str, list[int]]:
    """Receipt counters that were used, by lease."""
    used: dict[str, list[int]] = {}
    for number in ctx.conn.execute(select(receipts.c.receipt).where(receipts.c.session == session)).scalars():
        parts = parse_receipt(number)
        if parts is not None:
            used.setdefault(str(parts[2]), []).append(parts[3])
    return {lease: sorted(numbers) for lease, numbers in used.items()}


def _recent(ctx: Context, session: SessionRow) -> list[list[object]]:
    """The variances of this drawer's closed sessions, oldest first, as far back as the slip's record goes."""
    query = select(*SESSIONS.columns).where(sessions.c.drawer == session.drawer, sessions.c.state == "closed",
                                            sessions.c.refused == "")  # fmt: skip
    latest = (sessions.c.business_date.desc(), sessions.c.first_seq.desc())
    rows = [SESSIONS.make(row) for row in ctx.conn.execute(query.order_by(*latest).limit(RECORD_SESSIONS)).mappings()]
    days = rules.of_days(((row.business_date, facts.variance(row)) for row in rows), facts.RECORD_DAYS)
    return [[day, minor] for day, minor in days]


def _over_short(ctx: Context, session: SessionRow) -> int:
    """The drawer's cumulative over (positive) or short (negative) before this session's own part in it."""
    account = ctx.get(ACCOUNTS, chart.internal_id(session.branch, chart.OVER_SHORT, session.currency, session.number))
    return (-account.balance if account else 0) + rules.late_sum(session.flows)


def _close_fault(deps: Counting, command: CloseDrawer, ctx: Context) -> SessionRow | Rejected:
    states = ("counted", "awaiting") if ctx.approved_by else ("counted", "open")
    session = _mine(ctx, command.session, *states)
    if isinstance(session, Rejected):
        return session
    if not session.attempts:
        return Rejected(code=ErrorCode.COUNT_MISSING)
    drawer, variance = ctx.must(DRAWERS, session.drawer), facts.variance(session)
    if rules.second_count_needed(variance, drawer.second_count_above, len(session.attempts)):
        params = {"bound": drawer.second_count_above, "currency": session.currency}
        return Rejected(code=ErrorCode.SECOND_COUNT_NEEDED, params=params)
    if variance and not command.reason.strip():
        return Rejected(code=ErrorCode.REASON_MISSING)
    return pending(deps.waiting, ctx, session.id) or session


def weigh(deps: Counting, command: CloseDrawer, ctx: Context) -> Weighed | Rejected | None:
    """A variance above the tolerance is accepted by a manager, and so is one that is to be the vault's and not the drawer's."""
    session = _close_fault(deps, command, ctx)
    if isinstance(session, Rejected):
        return session
    tolerance, variance = ctx.must(DRAWERS, session.drawer).tolerance, facts.variance(session)
    why = []
    if abs(variance) > tolerance:
        why.append(Why(code="variance_above_tolerance", figure=variance, bound=tolerance))
    if variance and command.post_to is PostTo.VAULT:
        why.append(Why(code="variance_to_vault", figure=variance))
    if not why:
        return None
    return Weighed(
        reasons=tuple(why),
        role=Role.MANAGER,
        amount=abs(variance),
        currency=session.currency,
        narration=command.reason,
        object=f"session/{session.id}",
    )


def hold(command: CloseDrawer, ctx: Context, request: str) -> Rejected | None:
    """The session waits for the manager."""
    session = replace(ctx.must(SESSIONS, command.session), state="awaiting", request=request, reason=command.reason,
                      post_to=command.post_to.value)  # fmt: skip
    facts.say_session(ctx, ctx.put(SESSIONS, session), ctx.must(DRAWERS, session.drawer).tolerance)
    return None


def release(command: CloseDrawer, ctx: Context) -> None:
    """Declined, withdrawn or expired: the count stands, the close can be asked for again or counted anew."""
    session = replace(ctx.must(SESSIONS, command.session), state="counted", request="", post_to=PostTo.OVER_SHORT.value)
    facts.say_session(ctx, ctx.put(SESSIONS, session), ctx.must(DRAWERS, session.drawer).tolerance)


def close(deps: Counting, command: CloseDrawer, ctx: Context) -> Outcome:
    """Book the variance of the last count; what was counted is what the drawer holds from here on."""
    session = _close_fault(deps, command, ctx)
    if isinstance(session, Rejected):
        return session
    drawer, bag = ctx.must(DRAWERS, session.drawer), ctx.must(BAGS, drawer_bag(session.drawer))
    if bag.amount != facts.attempts(session)[-1].expected:
        raise ValueError(f"drawer {drawer.number} moved after its count")
    session = measured(ctx, session, command.last_receipt, command.missing_receipts)
    session = replace(session, accepted_by=ctx.approved_by, post_to=command.post_to.value)
    return finish(deps, ctx, session, command.reason)


def finish(deps: Counting, ctx: Context, session: SessionRow, reason: str) -> DrawerClosed:
    """What every close does once its last count stands: the variance is booked, the drawer holds what was counted."""
    drawer, bag = ctx.must(DRAWERS, session.drawer), ctx.must(BAGS, drawer_bag(session.drawer))
    last, transaction = facts.attempts(session)[-1], ctx.new_id()
    if last.variance:
        _book(ctx, session, last.variance, transaction, reason)
    difference = rules.difference(bag.pieces, session.counted_pieces)
    if difference:
        bag = move(ctx, bag, difference, last.variance, "variance", transaction if last.variance else "", session.id)
    session = replace(session, state="closed", closed_at=ctx.at, reason=reason)
    session = replace(session, verification=facts.newest_code(deps.sign, session))
    facts.say_session(ctx, ctx.put(SESSIONS, session), drawer.tolerance)
    facts.say_drawer(ctx, ctx.put(DRAWERS, replace(drawer, session="", cashier="", carried_forward=bool(bag.pieces))))
    facts.end_totals(ctx, session)
    deps.record(ctx, facts.found(session, drawer.tolerance))
    if last.variance and session.post_to == PostTo.VAULT:
        deps.record(ctx, facts.vaults(session, transaction, last.variance))
    return DrawerClosed(session=session.id, variance=facts.variance(session), verification=session.verification)


def _book(ctx: Context, session: SessionRow, variance: int, transaction: str, reason: str) -> None:
    cash = posting.internal(ctx, session.branch, chart.DRAWER_CASH, session.currency, session.number)
    code, detail = (
        (chart.VAULT_DIFFERENCE, "") if session.post_to == PostTo.VAULT else (chart.OVER_SHORT, session.number)
    )
    other = posting.internal(ctx, session.branch, code, session.currency, detail)
    amount, short = abs(variance), variance < 0
    lines = [
        Line(other.id, Side.DEBIT if short else Side.CREDIT, amount),
        Line(cash.id, Side.CREDIT if short else Side.DEBIT, amount),
    ]
    draft = Draft(id=transaction, kind="variance", amount=amount, currency=session.currency, drawer=session.number,
                  session=session.id, narration=reason[:140])  # fmt: skip
    posting.book(ctx, draft, lines)
