"""Telling and acknowledging."""

from typing import Any

import msgspec

from contract.errors import ErrorCode, Rejected
from contract.notices import AcknowledgeNotice, Level, NoticeFact, RaiseNotice
from contract.permissions import Permission
from server.core.actor import Header
from server.core.audience import Audience, Reader, may_see
from server.core.context import Context
from server.core.registry import Handler, Outcome
from server.core.store import Key
from server.core.unit import Unit
from server.notices.tables import NOTICES, NoticeRow


def fact(row: NoticeRow) -> NoticeFact:
    """The notice as a fact."""
    return NoticeFact(
        notice=row.id,
        level=Level(row.level),
        code=row.code,
        at=row.at,
        params=row.params,
        refers_to=row.refers_to,
        seen_by=tuple(row.seen_by),
    )


def audience_of(row: NoticeRow) -> Audience:
    """Who was told."""
    return Audience(branch=row.branch, permission=row.permission, people=tuple(row.people))


def tell(
    ctx: Context, code: str, level: Level, params: dict[str, Any], audience: Audience, refers_to: str = ""
) -> None:
    """Stage a notice and state it to its audience."""
    row = NoticeRow(id=ctx.new_id(), level=level.value, code=code, at=ctx.at, params=params, refers_to=refers_to,
                    branch=audience.branch, permission=audience.permission, people=list(audience.people))  # fmt: skip
    ctx.say(fact(ctx.put(NOTICES, row)), audience, row.id)


def announce(command: RaiseNotice, ctx: Context) -> Outcome:
    """A notice that stands for itself: about sign-ins, devices, quarantine."""
    audience = Audience(branch=command.branch or "", permission=command.permission, people=command.people)
    row = NoticeRow(id=command.notice, level=command.level.value, code=command.code, at=ctx.at, params=command.params,
                    branch=audience.branch, permission=audience.permission, people=list(audience.people))  # fmt: skip
    if ctx.get(NOTICES, row.id) is not None:
        return Rejected(code=ErrorCode.ALREADY_THERE)
    ctx.say(fact(ctx.put(NOTICES, row)), audience, row.id)
    return None


def acknowledge(command: AcknowledgeNotice, ctx: Context) -> Outcome:
    """Only who was told can have seen it."""
    row = ctx.get(NOTICES, command.notice)
    reader = Reader(
        user=ctx.actor.user, branch=ctx.branch, permissions=ctx.actor.permissions, everywhere=ctx.actor.everywhere
    )
    if row is None or not may_see(reader, audience_of(row)):
        return Rejected(code=ErrorCode.NOTICE_UNKNOWN)
    if ctx.actor.user not in row.seen_by:
        row = ctx.put(NOTICES, msgspec.structs.replace(row, seen_by=[*row.seen_by, ctx.actor.user]))
        ctx.say(fact(row), audience_of(row), row.id)
    return None


def _needs(command: AcknowledgeNotice | RaiseNotice, header: Header, unit: Unit) -> list[Key]:
    return [(NOTICES, command.notice)]


def handlers() -> tuple[Handler[Any], ...]:
    """All of the room's handlers."""
    return (
        Handler(AcknowledgeNotice, Permission.READ_NOTICES, acknowledge, needs=_needs),
        Handler(RaiseNotice, Permission.SYSTEM, announce, needs=_needs),
    )
