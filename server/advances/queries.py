"""The reader's share of a snapshot: advances that are not retired or were today; and what the clock has to remind of."""

from sqlalchemy import Connection, select

from contract.advances import AdvanceState
from server.advances import handlers
from server.advances.tables import ADVANCES, advances
from server.core.audience import Reader, may_see
from server.core.branch_table import branches
from server.core.registry import Shares, Source

DUE_MAX = 200
"""Advances that one RemindAdvances command tells of."""


def overdue(conn: Connection) -> list[str]:
    """Paid ones past their date on their branch's open business day, that nobody was reminded of today."""
    query = select(advances.c.id).join(branches, branches.c.id == advances.c.branch)
    query = query.where(advances.c.state == AdvanceState.PAID.value, branches.c.open.is_(True),
                        advances.c.due < branches.c.business_date, advances.c.reminded_on != branches.c.business_date)  # fmt: skip
    return list(conn.execute(query.order_by(advances.c.id).limit(DUE_MAX)).scalars())


def _advances(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    query = select(*ADVANCES.columns).join(branches, branches.c.id == advances.c.branch)
    now = (advances.c.state != AdvanceState.RETIRED.value) | (advances.c.business_date == branches.c.business_date)
    query = query.where(advances.c.id > after, now).order_by(advances.c.id).limit(limit)
    shares = []
    for found in conn.execute(query).mappings():
        row = ADVANCES.make(found)
        seen = may_see(reader, handlers.audience_of(row))
        shares.append((row.id, handlers.advance_fact(row) if seen else None))
    return shares


def sources() -> tuple[Source, ...]:
    """Advances."""
    return (Source("advance", _advances),)
