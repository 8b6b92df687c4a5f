"""Deciding: approve, decline, withdraw, expire. Each is its own journal row that refers to the maker's first one."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from contract.approvals import (
    ApproveRequest,
    Decided,
    DeclineRequest,
    ExpireRequests,
    RequestState,
    When,
    WithdrawRequest,
)
from contract.commands import decode
from contract.envelope import Lease
from contract.errors import ErrorCode, Rejected
from contract.permissions import Permission
from server.approvals import policy, rules
from server.approvals.desk import Approvals, keep, replace, settle, subject_of
from server.approvals.tables import OBJECTS, REQUESTS, RULES, WAITING, RequestRow
from server.core.actor import Header
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.registry import Handler, Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit


def header_of(row: RequestRow) -> Header:
    """The header of the maker's command as it was asked."""
    lease = Lease(session=row.session, number=row.lease) if row.lease else None
    return Header(command_id=row.command, made_by=row.maker, delivered_by=row.maker, device=row.device,
                  counter=row.counter, made_at=row.made_at, lease=lease)  # fmt: skip


def found(ctx: Context, request: str) -> RequestRow | Rejected:
    """The request, to whose first row this one refers."""
    row = ctx.get(REQUESTS, request)
    if row is None:
        return Rejected(code=ErrorCode.REQUEST_UNKNOWN)
    ctx.refers_to = row.command
    return row


def decidable(ctx: Context, request: str, then: RequestState) -> RequestRow | Rejected:
    """The request, if the actor may decide it now."""
    row = found(ctx, request)
    if isinstance(row, Rejected):
        return row
    concerns = subject_of(row).user or ""
    actor = ctx.actor = ctx.actor.apart_from(row.maker, concerns)
    fault = rules.decider_fault(row, actor.user, actor.deciding, ctx.branch, actor.everywhere, concerns)
    if fault is None and row.state == RequestState.APPROVED:
        # A permit stands in the maker's hands: only the maker or the clock ends it.
        fault = Rejected(code=ErrorCode.REQUEST_DECIDED, params={"state": row.state, "by": row.decided_by})
    return fault or rules.open_fault(row, ctx.at, then) or row


def approve(desk: Approvals, command: ApproveRequest, ctx: Context) -> Outcome:
    """For cash a permit; everything else is executed here and now, with both names on it.

    What the rule then refuses is told to the decider and leaves the request waiting: nothing is half done.
    """
    row = decidable(ctx, command.request, RequestState.APPROVED)
    if isinstance(row, Rejected):
        return row
    lessens = _lessens(desk, row)
    fault = (
        rules.shown_fault(row, command.shown)
        or rules.ceiling_fault(row, command.ceiling, lessens)
        or rules.bound_fault(
            row, desk.own_bound(ctx, rules.bounded_as(row.kind, row.is_permit), row.currency), command.ceiling
        )
    )
    if fault is not None:
        return fault
    if row.is_permit or lessens:
        row = replace(row, ceiling=command.ceiling or 0)
    if row.is_permit:
        row = replace(row, expires_at=ctx.after(_good_s(ctx, row)))
    else:
        refusal = _execute(desk, ctx, row)
        if refusal is not None:
            return refusal
    settle(ctx, row, RequestState.APPROVED, command.note)
    if row.device == ctx.header.device:
        desk.flag(ctx, row)
    return Decided(request=row.id, state=RequestState.APPROVED)


def _lessens(desk: Approvals, row: RequestRow) -> bool:
    return desk.lookup(decode(row.body.encode())).lessen is not None


def _good_s(ctx: Context, row: RequestRow) -> int:
    return policy.lifetime_s(ctx.all(RULES).values(), When.PAY_LIFE, row.kind, row.branch)


def asks_code(desk: Approvals, command: ApproveRequest, ctx: Context) -> bool:
    """A yes above the bound, or to an act that asked its maker for a code, asks its decider for one, too."""
    row = ctx.get(REQUESTS, command.request)
    if row is None:
        return False
    bound = desk.uncoded(ctx, row.currency) if row.amount else None
    return (bound is not None and row.amount > bound) or desk.lookup(decode(row.body.encode())).code is not None


def _execute(desk: Approvals, ctx: Context, row: RequestRow) -> Rejected | None:
    maker = desk.actor(ctx, row.maker)
    if maker is None or not maker.active:
        return Rejected(code=ErrorCode.MAKER_DISABLED)
    command = decode(row.body.encode())
    if rules.binding_of(command) != row.binding:
        # What was agreed to is the digest; a row that was altered meanwhile holds something else.
        return Rejected(code=ErrorCode.REQUEST_CHANGED)
    handler = desk.lookup(command)
    if handler.permission not in maker.permissions:
        return Rejected(code=ErrorCode.NOT_PERMITTED, params={"permission": handler.permission.value})
    branch = ctx.get(BRANCHES, maker.branch)
    day, day_open = (branch.business_date, branch.open) if branch else ("", False)
    acting = ctx.acting_for(maker, header_of(row), row.id, day, day_open)
    acting.asked_at = row.at
    again = handler.weigh(command, acting) if handler.weigh is not None else None
    fault = rules.figures_fault(row, again.amount, again.reasons) if isinstance(again, Weighed) else None
    if fault is not None:
        return fault
    if row.ceiling and handler.lessen is not None:
        command = handler.lessen(command, row.ceiling)
    outcome = handler.handle(command, acting)
    if isinstance(outcome, Rejected):
        return outcome
    if desk.policy is not None:
        desk.policy.count(acting, row.kind, row.account, row.ceiling or row.amount, row.currency)
    return None


def decline(desk: Approvals, command: DeclineRequest, ctx: Context) -> Outcome:
    """The record stays, with the reason; what was held is free."""
    row = decidable(ctx, command.request, RequestState.DECLINED)
    if isinstance(row, Rejected):
        return row
    return _end(desk, ctx, row, RequestState.DECLINED, command.reason)


def withdraw(desk: Approvals, command: WithdrawRequest, ctx: Context) -> Outcome:
    """The maker takes it back, also a permit not yet used: the customer has changed their mind."""
    row = found(ctx, command.request)
    if isinstance(row, Rejected):
        return row
    if row.maker != ctx.actor.user:
        return Rejected(code=ErrorCode.NOT_YOURS)
    fault = rules.open_fault(row, ctx.at, RequestState.WITHDRAWN)
    return fault or _end(desk, ctx, row, RequestState.WITHDRAWN)


def expire(desk: Approvals, command: ExpireRequests, ctx: Context) -> Outcome:
    """The bank's clock. What was decided or used in the meantime is passed over."""
    for request in command.requests:
        row = ctx.get(REQUESTS, request)
        if row is not None and rules.is_open(row) and rules.expired(row, ctx.at):
            _release(desk, ctx, row)
            # Who approved a permit stays on it: time ended it, not a person.
            keep(ctx, replace(row, state=RequestState.EXPIRED.value))
    return None


def _end(desk: Approvals, ctx: Context, row: RequestRow, state: RequestState, reason: str = "") -> Decided:
    _release(desk, ctx, row)
    settle(ctx, row, state, reason)
    return Decided(request=row.id, state=state)


def _release(desk: Approvals, ctx: Context, row: RequestRow) -> None:
    command = decode(row.body.encode())
    handler = desk.lookup(command)
    if handler.release is not None:
        handler.release(command, ctx)


def needs_of(desk: Approvals, requests: Iterable[str], unit: Unit) -> Iterable[Key]:
    """The requests; once they are here, their sessions' lists and what their commands need."""
    for request in requests:
        yield REQUESTS, request
        row = unit.peek(REQUESTS, request)
        if row is None:
            continue
        yield WAITING, row.session
        yield OBJECTS, row.object
        command = decode(row.body.encode())
        needs = desk.lookup(command).needs
        if needs is not None:
            yield from needs(command, header_of(row), unit)


def handlers(desk: Approvals) -> tuple[Handler[Any], ...]:
    """All of the room's handlers. Approving runs solo, because what it executes may have to search."""

    def one(command: Any, header: Header, unit: Unit) -> Iterable[Key]:
        return needs_of(desk, (command.request,), unit)

    def many(command: ExpireRequests, header: Header, unit: Unit) -> Iterable[Key]:
        return needs_of(desk, command.requests, unit)

    return (
        Handler(
            ApproveRequest,
            Permission.DECIDE,
            partial(approve, desk),
            needs=one,
            solo=True,
            code=partial(asks_code, desk),
        ),
        Handler(DeclineRequest, Permission.DECIDE, partial(decline, desk), needs=one),
        # Everybody may ask for something; there is no right of its own to take one's word back.
        Handler(WithdrawRequest, Permission.READ_NOTICES, partial(withdraw, desk), needs=one),
        Handler(ExpireRequests, Permission.SYSTEM, partial(expire, desk), needs=many),
    )
