"""What somebody may do alone: bounds of roles, of a person, of a branch; for one transaction and for the day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, select, update

from contract.approvals import Requested
from contract.errors import Rejected
from contract.ids import SYSTEM_USER
from contract.staff import Limit
from server.core.actor import Actor
from server.core.context import Context
from server.core.registry import Handler, Outcome
from server.staff.roles import KINDS, UNCODED, limit_id
from server.staff.tables import LIMIT_USE, LIMITS, LimitRow, LimitUseRow, limit_use

Rows = Mapping[str, LimitRow]
Find = Callable[[str], LimitRow | None]
"""The row with a key, or None."""


@dataclass(frozen=True)
class Bounds:
    """In minor units. ``per_day`` None: the day's sum is not bound."""

    per_transaction: int
    per_day: int | None = None


def bounds_for(find: Find, actor: Actor, kind: str, currency: str) -> Bounds:
    """A person's own bound stands before those of the roles, of which the highest counts; the branch's is a ceiling for everybody."""
    own = _live(find, limit_id(f"user:{actor.user}", kind, currency))
    found = Bounds(own.per_transaction, own.per_day) if own else of_roles(find, actor.roles, kind, currency)
    ceiling = _live(find, limit_id(f"branch:{actor.branch}", kind, currency))
    if ceiling is None:
        return found
    return Bounds(min(found.per_transaction, ceiling.per_transaction), _lower(found.per_day, ceiling.per_day))


def of_roles(find: Find, roles: Iterable[str], kind: str, currency: str) -> Bounds:
    """The largest of the roles' bounds. No row is no right to act alone: zero."""
    held = [row for role in roles if (row := _live(find, limit_id(role, kind, currency)))]
    if not held:
        return Bounds(0)
    days = [row.per_day for row in held]
    per_day = None if None in days else max(day for day in days if day is not None)
    return Bounds(max(row.per_transaction for row in held), per_day)


def limits_of(rows: Rows, actor: Actor) -> tuple[Limit, ...]:
    """All bounds that hold for this person, in order of kind and currency."""
    marks = sorted({(row.kind, row.currency) for row in _theirs(rows, actor)})
    return tuple(_limit(kind, currency, bounds_for(rows.get, actor, kind, currency)) for kind, currency in marks)


def limit_for(ctx: Context, kind: str, currency: str) -> int | None:
    """What the maker may do alone now: what is left of the day where the day is bound. None for the bank's own hand."""
    if ctx.actor.user == SYSTEM_USER:
        return None
    found = _bounds(ctx, kind, currency)
    if found.per_day is None:
        return found.per_transaction
    return max(0, min(found.per_transaction, found.per_day - _used(ctx, kind, currency).total))


def count_use(ctx: Context, kind: str, currency: str, amount: int) -> None:
    """Add a booked amount to the maker's day, where their day is bound. Unbound people cost nothing."""
    if ctx.actor.user == SYSTEM_USER or _bounds(ctx, kind, currency).per_day is None:
        return
    row = _used(ctx, kind, currency)
    ctx.put(LIMIT_USE, LimitUseRow(id=row.id, day=row.day, total=row.total + amount))


def decision_bound(ctx: Context, kind: str, currency: str) -> int | None:
    """Up to where the decider may approve somebody else's command of this kind. None: acts of this kind have no bounds."""
    if kind not in KINDS or ctx.actor.user == SYSTEM_USER:
        return None
    return deciding_bound(_finder(ctx), ctx.actor, kind, currency)


def deciding_bound(find: Find, actor: Actor, kind: str, currency: str) -> int:
    """The person's own bound or, in the place of somebody who is away, that of the roles that were lent."""
    own = bounds_for(find, actor, kind, currency).per_transaction
    return max(own, of_roles(find, actor.lent_roles, kind, currency).per_transaction)


def uncoded_bound(ctx: Context, currency: str) -> int:
    """Up to where the decider approves money without a fresh code. No row: always with one."""
    return deciding_bound(_finder(ctx), ctx.actor, UNCODED, currency)


def counting(handler: Handler[Any]) -> Handler[Any]:
    """The handler of a bounded kind, which also counts what it booked. Others are as they were."""
    kind = str(handler.kind.__struct_config__.tag)
    if kind not in KINDS:
        return handler

    def handle(command: Any, ctx: Context) -> Outcome:
        outcome = handler.handle(command, ctx)
        if not isinstance(outcome, Rejected | Requested):
            count_use(ctx, kind, command.amount.currency, command.amount.minor)
        return outcome

    return replace(handler, handle=handle)


def _used(ctx: Context, kind: str, currency: str) -> LimitUseRow:
    key = limit_id(ctx.actor.user, kind, currency)
    row = ctx.get(LIMIT_USE, key)
    # Not an earlier date than the row's: who goes between branches of different dates does not begin anew with each.
    return row if row and row.day >= ctx.business_date else LimitUseRow(id=key, day=ctx.business_date, total=0)


def _bounds(ctx: Context, kind: str, currency: str) -> Bounds:
    """Of the maker, put together once for as long as nobody changes a bound or a person."""
    actor = ctx.actor
    mark = ("bounds", actor.user, actor.branch, actor.roles, kind, currency)
    return ctx.derive(LIMITS, mark, lambda: bounds_for(_finder(ctx), actor, kind, currency))


def _finder(ctx: Context) -> Find:
    return lambda key: ctx.get(LIMITS, key)


def _live(find: Find, key: str) -> LimitRow | None:
    row = find(key)
    return row if row and row.per_transaction >= 0 else None


def _theirs(rows: Rows, actor: Actor) -> Iterator[LimitRow]:
    for row in rows.values():
        if row.per_transaction >= 0 and (row.role in actor.roles or row.user == actor.user):
            yield row


def _limit(kind: str, currency: str, bounds: Bounds) -> Limit:
    return Limit(kind=kind, currency=currency, per_transaction=bounds.per_transaction, per_day=bounds.per_day)


def _lower(one: int | None, other: int | None) -> int | None:
    return min((bound for bound in (one, other) if bound is not None), default=None)


def take_of_day(conn: Connection, key: str, day: str, amount: int, most: int) -> bool:
    """Count ``amount`` for today under ``key``, unless the day's sum would pass ``most``. For what is no command."""
    row = conn.execute(select(limit_use).where(limit_use.c.id == key)).first()
    total = amount + (row.total if row is not None and row.day == day else 0)
    if total > most:
        return False
    values = {"day": day, "total": total}
    if row is None:
        conn.execute(insert(limit_use), {"id": key, **values})
    else:
        conn.execute(update(limit_use).where(limit_use.c.id == key).values(values))
    return True
