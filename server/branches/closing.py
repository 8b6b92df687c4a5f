"""Closing a branch's day: drawers, then the vault, then the branch; and the report that the close leaves. Solo: it searches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from contract.branches import CloseBranchDay, DayFigures, DayReportFact
from contract.errors import ErrorCode, Rejected
from contract.permissions import Permission
from server.branches import rules
from server.branches.tables import DAY_REPORTS, ReportRow
from server.core.audience import Audience, at_branch
from server.core.branch_table import BRANCHES, BranchRow
from server.core.context import Context


@dataclass(frozen=True)
class Doors:
    """What the day needs of other rooms, each by context and branch.

    ``open_drawers``, ``unfinished`` and ``uncounted`` name what still blocks; ``figures`` calculates the report.
    """

    open_drawers: Callable[[Context, str], list[str]]
    unfinished: Callable[[Context, str], list[str]]
    uncounted: Callable[[Context, str, str], list[str]]
    figures: Callable[[Context, str, str], tuple[DayFigures, ...]]


def fault(doors: Doors, command: CloseBranchDay, ctx: Context, row: BranchRow) -> Rejected | None:
    """What blocks the close, in the evening's order."""
    if not row.open or row.business_date != command.business_date:
        return Rejected(code=ErrorCode.DAY_NOT_OPEN, params={"date": row.business_date})
    return rules.close_fault(
        doors.open_drawers(ctx, row.id),
        doors.unfinished(ctx, row.id),
        doors.uncounted(ctx, row.id, row.business_date),
        command.reason,
    )


def report(doors: Doors, ctx: Context, row: BranchRow, reason: str) -> None:
    """Keep and state the closing report (Z)."""
    found: Sequence[DayFigures] = doors.figures(ctx, row.id, row.business_date)
    kept = ReportRow(id=f"{row.id}:{row.business_date}", branch=row.id, business_date=row.business_date, at=ctx.at, seq=ctx.seq,
                     closed_by=ctx.actor.user, reason=reason, figures=msgspec.to_builtins(found))  # fmt: skip
    ctx.say(report_fact(ctx.put(DAY_REPORTS, kept)), report_audience(kept), row.id)


def report_fact(row: ReportRow) -> DayReportFact:
    """A closing report as a fact."""
    found = msgspec.convert(row.figures, tuple[DayFigures, ...])
    return DayReportFact(branch=row.branch, business_date=row.business_date, at=row.at, seq=row.seq, closed_by=row.closed_by,
                         figures=found, reason=row.reason)  # fmt: skip


def report_audience(row: ReportRow) -> Audience:
    """Those who may see totals at the branch."""
    return at_branch(row.branch, Permission.SEE_DRAWER_TOTALS.value)


__all__ = ["BRANCHES", "Doors", "fault", "report", "report_audience", "report_fact"]
