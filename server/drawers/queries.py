"""The reader's share of a snapshot: drawers, sessions of the business day, counts, totals."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, select

from contract.drawers import DrawerBefore
from contract.permissions import Permission
from server.core.audience import Reader, may_see
from server.core.branch_table import branches
from server.core.registry import Shares, Source
from server.core.shares import branch_rows
from server.drawers import facts, float_facts
from server.drawers.cash import drawer_bag
from server.drawers.float_tables import SLIPS, float_slips
from server.drawers.tables import BAGS, DRAWERS, SESSIONS, DrawerRow, SessionRow, bags, drawers, sessions


def _drawers(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    rows = branch_rows(conn, DRAWERS, Permission.READ_ACCOUNTS, reader, after, limit)
    return [(row.id, facts.drawer_fact(row)) for row in rows]


def _of_day(reader: Reader, after: str) -> Select[tuple[object, ...]]:
    """Sessions of the branch's business day and any that is not closed: those of one's branch and one's own."""
    recent = (sessions.c.business_date == branches.c.business_date) | (sessions.c.state != "closed")
    query = select(*SESSIONS.columns).join(branches, branches.c.id == sessions.c.branch)
    query = query.where(sessions.c.id > after, recent)
    if reader.everywhere:
        return query
    return query.where((sessions.c.branch == reader.branch) | (sessions.c.cashier == reader.user))


def _rows(conn: Connection, reader: Reader, after: str, limit: int) -> Iterator[SessionRow]:
    for row in conn.execute(_of_day(reader, after).order_by(sessions.c.id).limit(limit)).mappings():
        yield SESSIONS.make(row)


def _sessions(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    rows = _rows(conn, reader, after, limit)
    return [(row.id, facts.session_fact(row) if may_see(reader, facts.session_audience(row)) else None) for row in rows]


def _reconciliations(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    shares = []
    tolerance = {row.id: row.tolerance for row in conn.execute(select(drawers.c.id, drawers.c.tolerance))}
    for row in _rows(conn, reader, after, limit):
        seen = bool(row.attempts) and may_see(reader, facts.session_audience(row))
        shares.append((row.id, facts.reconciliation_fact(row, tolerance[row.drawer]) if seen else None))
    return shares


def _totals(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    rows = list(_rows(conn, reader, after, limit))
    bags = BAGS.fetch(conn, [drawer_bag(row.drawer) for row in rows])
    shares = []
    for row in rows:
        seen = row.state != "closed" and may_see(reader, facts.totals_audience(row))
        shares.append((row.id, facts.totals_fact(row, bags[drawer_bag(row.drawer)]) if seen else None))
    return shares


def _slips(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    """Slips of the branch's business date that may still be signed or used."""
    slip = float_slips.c
    query = select(*SLIPS.columns).join(branches, branches.c.id == slip.branch)
    query = query.where(
        slip.id > after, slip.business_date == branches.c.business_date, slip.state.in_(("asked", "signed"))
    )
    rows = [SLIPS.make(row) for row in conn.execute(query.order_by(slip.id).limit(limit)).mappings()]
    return [(row.id, float_facts.fact(row) if may_see(reader, float_facts.audience(row)) else None) for row in rows]


def _stock(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    outside = ~bags.c.holder.like("drawer:%")
    rows = branch_rows(conn, BAGS, Permission.SEE_DRAWER_TOTALS, reader, after, limit, outside)
    return [(row.holder, facts.stock_fact(row)) for row in rows]


def sources() -> tuple[Source, ...]:
    """Drawers, sessions, reconciliations, totals, float slips, the vault's and the transit's pieces."""
    return (
        Source("drawer", _drawers),
        Source("session", _sessions),
        Source("reconciliation", _reconciliations),
        Source("drawer_totals", _totals),
        Source("float_slip", _slips),
        Source("stock", _stock),
    )


def stand_of(conn: Connection, session: str) -> dict[str, Any]:
    """Number, cash and bounds of a session's drawer in minor units, for those who may see them; empty without a session."""
    row = SESSIONS.fetch(conn, [session]).get(session) if session else None
    if row is None:
        return {}
    drawer, holder = DRAWERS.fetch(conn, [row.drawer])[row.drawer], drawer_bag(row.drawer)
    bag = BAGS.fetch(conn, [holder]).get(holder)
    return {"number": drawer.number, "balance": bag.amount if bag else 0, "soft_max": drawer.soft_max,
            "hard_max": drawer.hard_max, "insured": drawer.insured, "minimum": drawer.minimum}  # fmt: skip


def before(conn: Connection, reader: Reader, drawer: DrawerRow) -> DrawerBefore:
    """How the drawer's last session ended, and where the reader closed last. An opening that was refused is no session here."""
    here = (sessions.c.branch == drawer.branch) & (sessions.c.drawer == drawer.id)
    last, own = _last(conn, here), _last(conn, sessions.c.cashier == reader.user)
    told = DrawerBefore(left_in=drawer.carried_forward, own_number=own.number if own else "",
                        own_date=own.business_date if own else "")  # fmt: skip
    if last is None:
        return told
    known = bool(last.attempts) and may_see(reader, facts.session_audience(last))
    return msgspec.structs.replace(told, session=last.id, number=last.number, business_date=last.business_date,
                                   closed_at=last.closed_at, cashier=last.cashier, forced=bool(last.forced_by),
                                   variance=facts.variance(last) if known else None,
                                   accepted=known and bool(last.accepted_by))  # fmt: skip


def _last(conn: Connection, whose: ColumnElement[bool]) -> SessionRow | None:
    ended = whose & (sessions.c.state == "closed") & (sessions.c.refused == "")
    query = select(*SESSIONS.columns).where(ended)
    row = conn.execute(query.order_by(sessions.c.business_date.desc(), sessions.c.closed_at.desc()).limit(1)).mappings()
    found = row.first()
    return SESSIONS.make(found) if found is not None else None
