"""The variances' door for the drawers: what a close left, and what a late entry made of it. And how both are said."""

from typing import Any

import msgspec

from contract.permissions import Permission
from contract.variances import Origin, OverShortFact, StepKind, VarianceFact, VarianceState, VarianceStep
from server.core.audience import Audience, at_branch
from server.core.context import Context
from server.ledger.stock import Found
from server.variances import rules
from server.variances.tables import OVER_SHORTS, VARIANCES, OverShortRow, VarianceRow

replace = msgspec.structs.replace


def record(ctx: Context, found: Found) -> None:
    """A new variance, or one that a late entry explains in part or whole. Within the tolerance it needs nobody's word."""
    before = ctx.get(VARIANCES, found.id)
    if before is None and not found.amount:
        return
    if before is None:
        row = VarianceRow(id=found.id, branch=found.branch, currency=found.currency, drawer=found.drawer, person=found.person,
                          amount=found.amount, state=VarianceState.RECORDED.value, business_date=ctx.business_date, at=ctx.at,
                          reason=found.reason, forced_by=found.forced_by, origin=found.origin.value,
                          account=found.account)  # fmt: skip
        if found.within or found.accepted_by:
            row = stepped(
                ctx, replace(row, state=VarianceState.ACCEPTED.value), StepKind.ACCEPTED, by=found.accepted_by
            )
    else:
        row = rules.relearnt(before, found.amount, found.within)
    keep(ctx, row)
    if row.origin == Origin.CLOSE:
        _sum(ctx, row, before.amount if before else None)


def stepped(ctx: Context, row: VarianceRow, kind: StepKind, **more: Any) -> VarianceRow:
    """The variance with one more step of its life."""
    step = VarianceStep(kind=kind, **{"by": ctx.actor.user, "at": ctx.at, **more})
    return replace(row, steps=[*row.steps, msgspec.to_builtins(step)])


def keep(ctx: Context, row: VarianceRow) -> VarianceRow:
    """Stage it as of this business date, and say it."""
    row = ctx.put(VARIANCES, replace(row, business_date=ctx.business_date))
    ctx.say(variance_fact(row), variance_audience(row), row.id)
    return row


def _sum(ctx: Context, row: VarianceRow, before: int | None) -> None:
    key = f"{row.person}:{row.currency}"
    held = ctx.get(OVER_SHORTS, key) or OverShortRow(
        id=key, person=row.person, branch=row.branch, currency=row.currency
    )
    over, short, count = rules.with_change(rules.sums_of(held), before, row.amount)
    held = ctx.put(OVER_SHORTS, replace(held, over=over, short=short, count=count))
    ctx.say(over_short_fact(held), over_short_audience(held), held.id)


def variance_fact(row: VarianceRow) -> VarianceFact:
    """A variance as it stands."""
    return VarianceFact(variance=row.id, branch=row.branch, currency=row.currency, drawer=row.drawer, person=row.person,
                        amount=row.amount, left=row.left, state=VarianceState(row.state), business_date=row.business_date,
                        at=row.at, reason=row.reason, forced_by=row.forced_by, turned=row.turned,
                        origin=Origin(row.origin),
                        steps=tuple(msgspec.convert(step, VarianceStep) for step in row.steps))  # fmt: skip


def over_short_fact(row: OverShortRow) -> OverShortFact:
    """A person's sums."""
    return OverShortFact(key=row.id, person=row.person, branch=row.branch, currency=row.currency, total=row.over - row.short,
                         over=row.over, short=row.short, count=row.count)  # fmt: skip


def variance_audience(row: VarianceRow) -> Audience:
    """Those who may see totals at the branch, and whose it is."""
    return at_branch(row.branch, Permission.SEE_DRAWER_TOTALS.value, (row.person,))


def over_short_audience(row: OverShortRow) -> Audience:
    """Those who may see totals at the branch, and the person."""
    return at_branch(row.branch, Permission.SEE_DRAWER_TOTALS.value, (row.person,))
