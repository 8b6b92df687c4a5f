"""Taking a count of a drawer that goes on, and its witness. Nothing is booked: the close will."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import select

from contract.counts import (
    CountKept,
    CountKind,
    CountResultFact,
    CountState,
    SpotCountFact,
    TakeCount,
    WitnessCount,
)
from contract.errors import ErrorCode, Rejected
from contract.ids import derived_id
from contract.money import pieces_total
from contract.notices import Level
from contract.permissions import Permission
from server.core.actor import Actor, Header
from server.core.audience import Audience, at_branch
from server.core.context import Context
from server.core.registry import Handler, Outcome
from server.core.store import Key
from server.core.unit import Unit
from server.counts import rules
from server.counts.tables import COUNTS, CountRow, spot_counts
from server.ledger import inks
from server.ledger.ports import Tell
from server.ledger.stock import Handed, Spot, Stock

replace = msgspec.structs.replace


@dataclass(frozen=True)
class Deps:
    """The bags, the notices' door, who somebody is, and the till of a session."""

    stock: Stock
    tell: Tell
    actor: Callable[[Context, str], Actor | None]
    till: Callable[[Context, str], Spot | Rejected]


def take(deps: Deps, command: TakeCount, ctx: Context) -> Outcome:
    """What should lie there is pinned now: postings go on while the witness reads."""
    spot = deps.till(ctx, command.session)
    if isinstance(spot, Rejected):
        return spot
    kind = command.kind_of_count
    witness = spot.cashier if kind is CountKind.SURPRISE else command.witness or ""
    surprises = Permission.SEE_DRAWER_TOTALS.value in ctx.actor.permissions
    fault = (
        rules.take_fault(kind, ctx.actor.user, spot.cashier, witness, surprises)
        or rules.pieces_fault(kind, command.counted, spot.currency)
        or (_witness_fault(deps, ctx, witness) if kind is not CountKind.MICRO else None)
    )
    if fault is not None:
        return fault
    if ctx.get(COUNTS, command.count) is not None:
        return Rejected(code=ErrorCode.ALREADY_THERE)
    row = _row(deps, command, ctx, spot, witness)
    fault = rules.tries_fault(row.counted, row.expected, _micros(ctx, row.session)) if kind is CountKind.MICRO else None
    if fault is not None:
        return fault
    keep(ctx, row)
    ctx.say(result_fact(row), result_audience(row), row.id)
    if kind is not CountKind.MICRO:
        params = {"who": ctx.actor.name, "drawer": row.number}
        deps.tell(ctx, "count_witness", Level.INFO, params, Audience(people=(witness,)), row.id)
    elif not row.agrees:
        _disagrees(deps, ctx, row)
    return CountKept(count=row.id, state=CountState(row.state), agrees=row.agrees)


def _witness_fault(deps: Deps, ctx: Context, witness: str) -> Rejected | None:
    actor = deps.actor(ctx, witness) if witness else None
    if actor is None:
        return Rejected(code=ErrorCode.SECOND_MISSING)
    fits = actor.active and actor.branch == ctx.branch and actor.user != ctx.actor.user
    return None if fits else Rejected(code=ErrorCode.SECOND_UNFIT)


def _micros(ctx: Context, session: str) -> list[CountRow]:
    """The micro-counts of a session."""
    mine = spot_counts.c.session == session, spot_counts.c.kind == CountKind.MICRO.value
    return [COUNTS.make(row) for row in ctx.conn.execute(select(*COUNTS.columns).where(*mine)).mappings()]


def _row(deps: Deps, command: TakeCount, ctx: Context, spot: Spot, witness: str) -> CountRow:
    kind = command.kind_of_count
    counted = {face: count for face, count in command.counted.items() if count}
    expected = rules.compared(kind, command.counted, deps.stock.held(ctx, spot))
    micro = kind is CountKind.MICRO
    state = CountState.WITNESSED if micro else CountState.TAKEN
    return CountRow(id=command.count, session=command.session, drawer=spot.drawer, number=spot.number, branch=ctx.branch,
                    currency=spot.currency, kind=kind.value, state=state.value, by=ctx.actor.user,
                    witness="" if micro else witness, at=ctx.at, business_date=ctx.business_date, counted=counted,
                    total=pieces_total(counted), expected=expected, variance=pieces_total(counted) - pieces_total(expected),
                    agrees=counted == expected)  # fmt: skip


def witness(deps: Deps, command: WitnessCount, ctx: Context) -> Outcome:
    """The witness's own word; a dispute needs its reason."""
    row = ctx.get(COUNTS, command.count)
    if row is None or row.branch != ctx.branch:
        return Rejected(code=ErrorCode.COUNT_MISSING)
    if row.witness != ctx.actor.user:
        return Rejected(code=ErrorCode.NOT_YOURS)
    if row.state != CountState.TAKEN:
        return Rejected(code=ErrorCode.MOVE_OVER, params={"number": row.number, "state": row.state})
    if not command.shares and not command.reason:
        return Rejected(code=ErrorCode.REASON_MISSING)
    about = derived_id("count_ink", row.id)
    fault = inks.fault(ctx, command.ink, about)
    if fault is not None:
        return fault
    state = CountState.WITNESSED if command.shares else CountState.DISPUTED
    ink = inks.keep(ctx, command.ink, about)
    row = keep(ctx, replace(row, state=state.value, reason=command.reason or "", witness_ink=ink))
    if not row.agrees or not command.shares:
        _disagrees(deps, ctx, row)
    return CountKept(count=row.id, state=state, agrees=row.agrees)


def handed(ctx: Context, count: str) -> Handed | None:
    """A hand-over count as the drawers see it."""
    row = ctx.get(COUNTS, count)
    if row is None or row.kind != CountKind.HANDOVER:
        return None
    return Handed(row.session, row.witness, row.state == CountState.WITNESSED, row.counted, row.expected)


def _disagrees(deps: Deps, ctx: Context, row: CountRow) -> None:
    """To those who may see totals: by how much. The cashier counts blind."""
    params = {"drawer": row.number, "amount": row.variance, "currency": row.currency}
    audience = at_branch(row.branch, Permission.SEE_DRAWER_TOTALS.value)
    deps.tell(ctx, "count_disagrees", Level.WARN, params, audience, row.id)


def keep(ctx: Context, row: CountRow) -> CountRow:
    """Stage it and say it."""
    ctx.say(count_fact(row), count_audience(row), row.id)
    return ctx.put(COUNTS, row)


def count_fact(row: CountRow) -> SpotCountFact:
    """A count without what was expected."""
    return SpotCountFact(count=row.id, session=row.session, drawer=row.drawer, number=row.number, branch=row.branch,
                         currency=row.currency, kind_of_count=CountKind(row.kind), state=CountState(row.state), by=row.by,
                         at=row.at, business_date=row.business_date, counted=row.counted, total=row.total, agrees=row.agrees,
                         witness=row.witness, reason=row.reason, witness_ink=row.witness_ink)  # fmt: skip


def result_fact(row: CountRow) -> CountResultFact:
    """What was expected."""
    return CountResultFact(count=row.id, branch=row.branch, expected=row.total - row.variance, expected_pieces=row.expected,
                           variance=row.variance)  # fmt: skip


def count_audience(row: CountRow) -> Audience:
    """Those who may see totals at the branch, who counted and who saw it."""
    people = tuple(person for person in (row.by, row.witness) if person)
    return at_branch(row.branch, Permission.SEE_DRAWER_TOTALS.value, people)


def result_audience(row: CountRow) -> Audience:
    """Those who may see totals at the branch, and nobody else."""
    return at_branch(row.branch, Permission.SEE_DRAWER_TOTALS.value)


def _needs(command: Any, header: Header, unit: Unit) -> Iterable[Key]:
    yield COUNTS, command.count
    yield from inks.needs(getattr(command, "ink", ""))


def handlers(deps: Deps) -> tuple[Handler[Any], ...]:
    """All of the room's handlers. Taking one runs solo: it looks for those before."""
    return (
        Handler(TakeCount, Permission.MOVE_CASH, partial(take, deps), needs=_needs, solo=True),
        Handler(WitnessCount, Permission.MOVE_CASH, partial(witness, deps), needs=_needs),
    )
