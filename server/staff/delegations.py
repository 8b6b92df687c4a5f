"""While a decider is away somebody else decides in their place: lent, for a time, and for requests only."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, String, Table, Text, select

from contract.approvals import DelegateDecisions, DelegationFact, EndDelegation
from contract.errors import ErrorCode, Rejected
from contract.feed import Gone
from contract.ids import SYSTEM_USER
from contract.permissions import Permission
from server.core.audience import Audience, Reader, at_branch, may_see
from server.core.clock import stamp
from server.core.context import Context
from server.core.registry import Handler, Outcome, Shares, Source
from server.core.store import Row, Store
from server.db.columns import Id, Name, Stamp
from server.db.metadata import metadata
from server.staff.tables import USERS, UserRow

DAYS_MAX = 31
"""The longest absence that one delegation covers."""

delegations = Table(
    "delegations",
    metadata,
    Column("by", Id, primary_key=True),
    Column("id", Id, nullable=False),
    Column("by_name", Name, nullable=False),
    Column("to", Id, nullable=False),
    Column("to_name", Name, nullable=False),
    Column("branch", Id, nullable=False),
    Column("until", Stamp, nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", String(8), nullable=False),
)


class DelegationRow(Row, frozen=True, kw_only=True):
    """Who decides in whose place; one for each decider, ``state`` is open or ended. The history is the journal's."""

    by: str
    id: str
    by_name: str
    to: str
    to_name: str
    branch: str
    until: str
    reason: str
    state: str = "open"


DELEGATIONS = Store(delegations, DelegationRow, key="by", resident=True)


def lenders(rows: Mapping[str, DelegationRow], user: str) -> list[str]:
    """Those in whose place this person decides now."""
    return [row.by for row in rows.values() if row.to == user and row.state == "open"]


def delegation_fault(command: DelegateDecisions, by: str, to: UserRow | None, branch: str, now: str) -> Rejected | None:
    """To somebody else who works at the same branch, for a time to come and not for ever."""
    if to is None or not to.active or to.id == by or to.branch != branch:
        return Rejected(code=ErrorCode.DELEGATE_UNFIT)
    latest = stamp(datetime.fromisoformat(now) + timedelta(days=DAYS_MAX))
    if not now < command.until <= latest:
        return Rejected(code=ErrorCode.DATE_UNKNOWN, params={"days": DAYS_MAX})
    return None


def fact(row: DelegationRow) -> DelegationFact:
    """A delegation as a fact."""
    return DelegationFact(delegation=row.id, by=row.by, by_name=row.by_name, to=row.to, to_name=row.to_name,
                          branch=row.branch, until=row.until, reason=row.reason)  # fmt: skip


def audience(row: DelegationRow) -> Audience:
    """Those who decide at the branch, and the two."""
    return at_branch(row.branch, Permission.DECIDE.value, (row.by, row.to))


def delegate(command: DelegateDecisions, ctx: Context) -> Outcome:
    """In force at once; what the other may see grows, so their feed begins afresh. One's earlier one is over."""
    to = ctx.get(USERS, command.to)
    fault = delegation_fault(command, ctx.actor.user, to, ctx.branch, ctx.at)
    if fault is not None or to is None:
        return fault
    _end(ctx, ctx.get(DELEGATIONS, ctx.actor.user))
    row = DelegationRow(by=ctx.actor.user, id=command.delegation, by_name=ctx.actor.name, to=to.id, to_name=to.full_name,
                        branch=ctx.branch, until=command.until, reason=command.reason)  # fmt: skip
    ctx.say(fact(ctx.put(DELEGATIONS, row)), audience(row), row.id)
    return None


def end(command: EndDelegation, ctx: Context) -> Outcome:
    """By whoever lent it, or by the clock."""
    row = next((row for row in ctx.all(DELEGATIONS).values() if row.id == command.delegation), None)
    if row is None or row.state != "open":
        return Rejected(code=ErrorCode.DELEGATION_UNKNOWN)
    if ctx.actor.user not in (row.by, SYSTEM_USER):
        return Rejected(code=ErrorCode.NOT_YOURS)
    _end(ctx, row)
    return None


def _end(ctx: Context, row: DelegationRow | None) -> None:
    if row is None or row.state != "open":
        return
    ctx.put(DELEGATIONS, msgspec.structs.replace(row, state="ended"))
    ctx.say(Gone(topic="delegation", key=row.id), audience(row), row.id)


def _share(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    statement = select(*DELEGATIONS.columns).where(delegations.c.id > after, delegations.c.state == "open")
    rows = [DELEGATIONS.make(row) for row in conn.execute(statement.order_by(delegations.c.id).limit(limit)).mappings()]
    return [(row.id, fact(row) if may_see(reader, audience(row)) else None) for row in rows]


def sources() -> tuple[Source, ...]:
    """The room's share of a snapshot."""
    return (Source("delegation", _share),)


def over(rows: Mapping[str, DelegationRow], now: datetime) -> Iterable[str]:
    """Ids of those whose time is over, for the bank's clock."""
    return [row.id for row in rows.values() if row.state == "open" and row.until <= stamp(now)]


def handlers() -> tuple[Handler[Any], ...]:
    """Both commands look through resident stores only."""
    return (
        Handler(DelegateDecisions, Permission.DECIDE, delegate),
        Handler(EndDelegation, Permission.DECIDE, end),
    )
