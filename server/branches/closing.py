"""Closing a branch's day: drawers, then the vault, then the branch; and the report that the close leaves. Solo: it searches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from contract.approvals import Why
from contract.branches import CloseBranchDay, DayFigures, DayReportFact
from contract.errors import ErrorCode, Rejected
from contract.permissions import Permission
from server.branches import rules
from server.branches.tables import DAY_REPORTS, ReportRow
from server.core.audience import Audience, at_branch
from server.core.branch_table import BranchRow
from server.core.context import Context
from server.core.registry import Weighed


@dataclass(frozen=True)
class Doors:
    """What the day needs of other rooms, each by context and branch.

    ``open_drawers``, ``unfinished`` and ``uncounted`` name what still blocks; ``figures`` calculates the report.
    """

    open_drawers: Callable[[Context, str], list[str]]
    unfinished: Callable[[Context, str], list[str]]
    uncounted: Callable[[Context, str, str], list[str]]
    figures: Callable[[Context, str, str], tuple[DayFigures, ...]]


def measure(doors: Doors, command: CloseBranchDay, ctx: Context, row: BranchRow) -> tuple[DayFigures, ...] | Rejected:
    """The day in figures, or what blocks its close, in the evening's order."""
    fault = _fault(doors, command, ctx, row)
    if fault is not None:
        return fault
    found = doors.figures(ctx, row.id, row.business_date)
    return rules.tie_fault(found, command.reason) or found


def _fault(doors: Doors, command: CloseBranchDay, ctx: Context, row: BranchRow) -> Rejected | None:
    if not row.open or row.business_date != command.business_date:
        return Rejected(code=ErrorCode.DAY_NOT_OPEN, params={"date": row.business_date})
    if row.paused_by:
        return Rejected(code=ErrorCode.DAY_END_PAUSED, params={"at": row.paused_at})
    return rules.close_fault(
        doors.open_drawers(ctx, row.id),
        doors.unfinished(ctx, row.id),
        doors.uncounted(ctx, row.id, row.business_date),
        command.reason,
    )


def signature(row: BranchRow, found: Sequence[DayFigures], reason: str) -> Weighed:
    """What a manager is asked to sign: the business date, what drawers, vault and transit came to, by how much they do not tie."""
    first = found[0] if found else None
    why = Why(
        code="day_close", figure=first.cash if first else 0, bound=first.off if first else 0, about=row.business_date
    )
    return Weighed(
        reasons=(why,),
        currency=first.currency if first else "",
        narration=reason,
        branch=row.id,
        object=f"day/{row.id}",
    )


def report(ctx: Context, row: BranchRow, found: Sequence[DayFigures], reason: str) -> None:
    """Keep and state the closing report (Z)."""
    kept = ReportRow(id=f"{row.id}:{row.business_date}", branch=row.id, business_date=row.business_date, at=ctx.at, seq=ctx.seq,
                     closed_by=ctx.actor.user, reason=reason, figures=msgspec.to_builtins(found),
                     signed_by=ctx.approved_by or ctx.actor.user)  # fmt: skip
    ctx.say(report_fact(ctx.put(DAY_REPORTS, kept)), report_audience(kept), row.id)


def report_fact(row: ReportRow) -> DayReportFact:
    """A closing report as a fact."""
    found = msgspec.convert(row.figures, tuple[DayFigures, ...])
    return DayReportFact(branch=row.branch, business_date=row.business_date, at=row.at, seq=row.seq, closed_by=row.closed_by,
                         figures=found, reason=row.reason, signed_by=row.signed_by)  # fmt: skip


def report_audience(row: ReportRow) -> Audience:
    """Those who may see totals at the branch."""
    return at_branch(row.branch, Permission.SEE_DRAWER_TOTALS.value)
