"""What happens around a decision: who has it before them, a question and its answer, and whom else it is put before."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from sqlalchemy import select

from contract.approvals import (
    AnswerBack,
    AskBack,
    Decided,
    EscalateRequest,
    RemindRequest,
    RequestLineFact,
    RequestState,
    TakeRequest,
    When,
)
from contract.errors import ErrorCode, Rejected
from contract.ids import SYSTEM_USER
from contract.permissions import Permission
from server.approvals import policy, rules
from server.approvals.desk import Approvals, audiences, keep, replace
from server.approvals.handlers import decidable, found, needs_of
from server.approvals.tables import LINES, RULES, LineRow, RequestRow, request_lines
from server.core.actor import Header
from server.core.audience import Audience, at_branch
from server.core.context import Context
from server.core.registry import Handler, Outcome
from server.core.store import Key
from server.core.unit import Unit

LINES_MAX = 40
"""Questions and answers of one request."""
REMIND_S = 60
"""How long a reminder about the same request has to be waited out."""


def line_fact(row: LineRow) -> RequestLineFact:
    """A line as a fact."""
    return RequestLineFact(line=row.id, request=row.request, by=row.by, by_name=row.by_name, at=row.at, text=row.text,
                           asks=row.asks)  # fmt: skip


def take(command: TakeRequest, ctx: Context) -> Outcome:
    """Whoever opened it last has it. The same person opening it again changes nothing: 'since when' stays true."""
    row = decidable(ctx, command.request, RequestState.APPROVED)
    if isinstance(row, Rejected):
        return row
    if row.taken_by != ctx.actor.user:
        keep(ctx, replace(row, taken_by=ctx.actor.user, taken_by_name=ctx.actor.name, taken_at=ctx.at))
    return None


def ask_back(command: AskBack, ctx: Context) -> Outcome:
    """The decider asks; the request goes on waiting, and its time with it."""
    row = decidable(ctx, command.request, RequestState.APPROVED)
    if isinstance(row, Rejected):
        return row
    return _say(ctx, row, command.line, command.text, asks=True)


def answer_back(command: AnswerBack, ctx: Context) -> Outcome:
    """The maker answers, once or in several lines."""
    row = found(ctx, command.request)
    if isinstance(row, Rejected):
        return row
    if row.maker != ctx.actor.user:
        return Rejected(code=ErrorCode.NOT_YOURS)
    fault = rules.open_fault(row, ctx.at, RequestState.WITHDRAWN)
    return fault or _say(ctx, row, command.line, command.text, asks=False)


def _say(ctx: Context, row: RequestRow, line: str, text: str, asks: bool) -> Outcome:
    if ctx.get(LINES, line) is not None:
        return Rejected(code=ErrorCode.ALREADY_THERE)
    if row.lines >= LINES_MAX:
        return Rejected(code=ErrorCode.TOO_MANY, params={"most": LINES_MAX})
    said = LineRow(id=line, request=row.id, branch=row.branch, maker=row.maker, escalated_to=row.escalated_to,
                   by=ctx.actor.user, by_name=ctx.actor.name, at=ctx.at, text=text, asks=asks)  # fmt: skip
    _keep_line(ctx, said)
    keep(ctx, replace(row, asks=asks, lines=row.lines + 1))
    return None


def _keep_line(ctx: Context, line: LineRow) -> None:
    ctx.put(LINES, line)
    for audience in audiences(line.branch, line.maker, line.escalated_to):
        ctx.say(line_fact(line), audience, line.id)


def escalate(command: EscalateRequest, ctx: Context) -> Outcome:
    """By a decider who will not decide it alone, by its maker who waits too long, or by the clock: others are asked, too."""
    row = found(ctx, command.request)
    if isinstance(row, Rejected):
        return row
    if ctx.actor.user not in (row.maker, SYSTEM_USER):
        row = decidable(ctx, command.request, RequestState.APPROVED)
        if isinstance(row, Rejected):
            return row
    fault = rules.open_fault(row, ctx.at, RequestState.DECLINED)
    if fault is not None:
        return fault
    line = policy.escalation(ctx.all(RULES).values(), row.kind, row.branch)
    if line is None or row.escalated_to:
        return Rejected(code=ErrorCode.NOWHERE_TO_ESCALATE)
    waits_s = policy.lifetime_s(ctx.all(RULES).values(), When.ASK_LIFE, row.kind, row.branch)
    moved = keep(ctx, replace(row, escalated_to=line.to_branch, expires_at=ctx.after(waits_s)))
    for said in _thread(ctx, row.id):
        _keep_line(ctx, replace(said, escalated_to=line.to_branch))
    return Decided(request=moved.id, state=RequestState.AWAITING)


def remind(desk: Approvals, command: RemindRequest, ctx: Context) -> Outcome:
    """By its maker who waits, or by the clock for a workstation that nobody looked at: one person is told again, or all who decide."""
    row = found(ctx, command.request)
    if isinstance(row, Rejected):
        return row
    if ctx.actor.user not in (row.maker, SYSTEM_USER):
        return Rejected(code=ErrorCode.NOT_YOURS)
    fault = rules.remind_fault(row, ctx.at, ctx.after(-REMIND_S))
    audience = at_branch(row.branch, Permission.DECIDE.value)
    if fault is None and command.to is not None:
        fault = _cannot_decide(desk, ctx, row, command.to)
        audience = Audience(people=(command.to,))
    if fault is not None:
        return fault
    desk.remind(ctx, keep(ctx, replace(row, reminded_at=ctx.at)), audience)
    return None


def _cannot_decide(desk: Approvals, ctx: Context, row: RequestRow, user: str) -> Rejected | None:
    decider = desk.actor(ctx, user)
    if decider is None or not decider.active:
        return Rejected(code=ErrorCode.USER_UNKNOWN)
    deciding = decider.apart_from(row.maker).deciding
    return rules.decider_fault(row, user, deciding, decider.branch, decider.everywhere)


def _thread(ctx: Context, request: str) -> Iterable[LineRow]:
    thread = select(request_lines.c.id).where(request_lines.c.request == request).limit(LINES_MAX)
    found = list(ctx.conn.scalars(thread))
    ctx.load((LINES, line) for line in found)
    return [ctx.must(LINES, line) for line in found]


def handlers(desk: Approvals) -> tuple[Handler[Any], ...]:
    """All of the room's handlers around a decision. Escalating runs solo, because it looks for the thread."""

    def one(command: Any, header: Header, unit: Unit) -> Iterable[Key]:
        return needs_of(desk, (command.request,), unit)

    def said(command: Any, header: Header, unit: Unit) -> Iterable[Key]:
        yield LINES, command.line
        yield from one(command, header, unit)

    return (
        Handler(TakeRequest, Permission.DECIDE, take, needs=one),
        # Whoever may ask for something may ask again.
        Handler(RemindRequest, Permission.READ_NOTICES, partial(remind, desk), needs=one),
        Handler(AskBack, Permission.DECIDE, ask_back, needs=said),
        Handler(AnswerBack, Permission.READ_ACCOUNTS, answer_back, needs=said),
        Handler(EscalateRequest, Permission.READ_ACCOUNTS, escalate, needs=one, solo=True),
    )
