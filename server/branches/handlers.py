"""Adding a branch, opening and closing its day. The date only moves forward."""

from collections.abc import Iterable
from functools import partial
from typing import Any

import msgspec

from contract.branches import AddBranch, BranchFact, CloseBranchDay, NoteTills, NudgeOwner, OpenBranchDay, PauseDayEnd
from contract.errors import ErrorCode, Rejected
from contract.notices import Level
from contract.permissions import Permission
from server.branches import closing, rules, tills
from server.branches.closing import Doors
from server.branches.tables import NUDGES, NudgeRow
from server.core.actor import Header
from server.core.audience import Audience
from server.core.branch_table import BRANCHES, BranchRow
from server.core.context import Context
from server.core.registry import Handler, Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.ledger.ports import Tell

NUDGED_MAX = 160
"""Characters of a row's name (``Name`` of the columns)."""


def fact(row: BranchRow) -> BranchFact:
    """The branch as a fact."""
    return BranchFact(branch=row.id, code=row.code, name=row.name, business_date=row.business_date, open=row.open,
                      paused_by=row.paused_by, paused_at=row.paused_at)  # fmt: skip


def say(ctx: Context, row: BranchRow) -> None:
    """State a branch to everyone who works with accounts, wherever they sit.

    Its business date prunes journals, also that of somebody who has moved to another branch since.
    """
    ctx.say(fact(row), Audience(permission=Permission.READ_STAFF.value), row.id)


def add(command: AddBranch, ctx: Context) -> Outcome:
    """A new branch, its day not open yet."""
    rows = ctx.all(BRANCHES)
    if command.branch in rows or any(row.code == command.code for row in rows.values()):
        return Rejected(code=ErrorCode.ALREADY_THERE, params={"code": command.code})
    say(ctx, ctx.put(BRANCHES, BranchRow(id=command.branch, code=command.code, name=command.name)))
    return None


def open_day(command: OpenBranchDay, ctx: Context) -> Outcome:
    """The next business date: see ``rules.date_fault``."""
    row = _mine(ctx, command.branch)
    if isinstance(row, Rejected):
        return row
    if row.open:
        return Rejected(code=ErrorCode.DAY_ALREADY_OPEN, params={"date": row.business_date})
    fault = rules.date_fault(command.business_date, row.business_date, ctx.moment.date())
    if fault is not None:
        return fault
    say(ctx, ctx.put(BRANCHES, msgspec.structs.replace(row, business_date=command.business_date, open=True)))
    return None


def close_day(doors: Doors, command: CloseBranchDay, ctx: Context) -> Outcome:
    """Only when the drawers are closed and the vault is counted; the closing report stays."""
    row = _mine(ctx, command.branch)
    if isinstance(row, Rejected):
        return row
    found = closing.measure(doors, command, ctx, row)
    if isinstance(found, Rejected):
        return found
    closing.report(ctx, row, found, command.reason.strip())
    say(ctx, ctx.put(BRANCHES, msgspec.structs.replace(row, open=False)))
    return None


def weigh_close(doors: Doors, command: CloseBranchDay, ctx: Context) -> Weighed | Rejected | None:
    """Whoever decides signs by closing; of operations a manager is asked, also of who stands in for one: that would be both signatures.
    Nobody is asked about a day that cannot be closed.
    """
    if Permission.DECIDE.value in ctx.actor.permissions and not ctx.actor.stands_in:
        return None
    row = _mine(ctx, command.branch)
    if isinstance(row, Rejected):
        return row
    found = closing.measure(doors, command, ctx, row)
    return found if isinstance(found, Rejected) else closing.signature(row, found, command.reason.strip())


def pause(command: PauseDayEnd, ctx: Context) -> Outcome:
    """Keep the open day from being closed, or let it go on: whoever runs the day may do either. Said twice, the first stands."""
    row = _mine(ctx, command.branch)
    if isinstance(row, Rejected):
        return row
    if not row.open or row.business_date != command.business_date:
        return Rejected(code=ErrorCode.DAY_NOT_OPEN, params={"date": row.business_date})
    if command.paused == bool(row.paused_by):
        return None
    by, at = (ctx.actor.user, ctx.at) if command.paused else ("", "")
    say(ctx, ctx.put(BRANCHES, msgspec.structs.replace(row, paused_by=by, paused_at=at)))
    return None


def nudge(tell: Tell, command: NudgeOwner, ctx: Context) -> Outcome:
    """A nudge becomes a notice, once in ten minutes for each thing."""
    key = _nudged(command)
    last = ctx.get(NUDGES, key)
    fault = rules.nudge_fault(last.at if last else "", ctx.after(-rules.NUDGE_S))
    if fault is not None:
        return fault
    ctx.put(NUDGES, NudgeRow(id=key, at=ctx.at, by=ctx.actor.user))
    params = {"who": ctx.actor.name, "about": command.about, "blocker": command.blocker}
    tell(ctx, "nudge", Level.WARN, params, Audience(people=(command.owner,)), command.nudge)
    return None


def _nudge_needs(command: NudgeOwner, header: Header, unit: Unit) -> Iterable[Key]:
    yield NUDGES, _nudged(command)


def _nudged(command: NudgeOwner) -> str:
    """One row for each thing that somebody is reminded of."""
    return f"{command.owner}:{command.blocker}:{command.about}"[:NUDGED_MAX]


def _mine(ctx: Context, branch: str) -> BranchRow | Rejected:
    row = ctx.get(BRANCHES, branch)
    if row is None:
        return Rejected(code=ErrorCode.BRANCH_UNKNOWN)
    if row.id != ctx.branch and not ctx.actor.everywhere:
        return Rejected(code=ErrorCode.WRONG_BRANCH)
    return row


def handlers(doors: Doors, tell: Tell) -> tuple[Handler[Any], ...]:
    """All of the room's handlers."""
    return (
        Handler(AddBranch, Permission.SYSTEM, add),
        Handler(OpenBranchDay, Permission.RUN_DAY, open_day),
        Handler(
            CloseBranchDay, Permission.RUN_DAY, partial(close_day, doors), weigh=partial(weigh_close, doors), solo=True
        ),
        Handler(PauseDayEnd, Permission.RUN_DAY, pause),
        Handler(NoteTills, Permission.SYSTEM, tills.note, needs=tills.needs),
        Handler(NudgeOwner, Permission.RUN_DAY, partial(nudge, tell), needs=_nudge_needs),
    )
