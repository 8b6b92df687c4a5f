"""Tills that are away while their drawer is open: stated to who runs the branch, from the bank's clock."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from contract.branches import NoteTills, TillAway, TillFact
from contract.permissions import Permission
from server.branches.tables import TILLS, TillRow, tills_away
from server.core.actor import Header
from server.core.audience import Audience, Reader, at_branch
from server.core.context import Context
from server.core.registry import Outcome, Shares
from server.core.shares import branch_rows
from server.core.store import Key
from server.core.unit import Unit


def fact(row: TillRow) -> TillFact:
    """A till as a fact."""
    return TillFact(device=row.device, session=row.session, number=row.number, branch=row.branch, cashier=row.cashier,
                    since=row.since, unsent=row.unsent)  # fmt: skip


def audience(row: TillRow) -> Audience:
    """Who sees the branch's drawers; the till's own cashier knows it."""
    return at_branch(row.branch, Permission.SEE_DRAWER_TOTALS.value)


def note(command: NoteTills, ctx: Context) -> Outcome:
    """What is news alone is stated: another process of the bank may have said the same already."""
    for away in command.away:
        row = TillRow(**msgspec.structs.asdict(away))
        if ctx.get(TILLS, row.device) != row:
            _say(ctx, row)
    for device in command.back:
        known = ctx.get(TILLS, device)
        if known is not None and known.since:
            _say(ctx, msgspec.structs.replace(known, since="", unsent=0))
    return None


def needs(command: NoteTills, header: Header, unit: Unit) -> Iterable[Key]:
    """Each till's row."""
    yield from ((TILLS, away.device) for away in command.away)
    yield from ((TILLS, device) for device in command.back)


def _say(ctx: Context, row: TillRow) -> None:
    ctx.say(fact(ctx.put(TILLS, row)), audience(row), row.device)


def away(conn: Connection) -> dict[str, TillAway]:
    """The tills that are said to be away, by device."""
    rows = conn.execute(tills_away.select().where(tills_away.c.since != "")).mappings()
    return {row["device"]: TillAway(**row) for row in rows}


def share(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    """The reader's share of a snapshot."""
    gone = tills_away.c.since != ""
    rows = branch_rows(conn, TILLS, Permission.SEE_DRAWER_TOTALS, reader, after, limit, gone)
    return [(row.device, fact(row)) for row in rows]
