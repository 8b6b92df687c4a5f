"""The reader's share of a snapshot: the counts of the business day, and what was expected for those who may know."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from server.core.audience import Reader, may_see
from server.core.branch_table import branches
from server.core.registry import Shares, Source
from server.counts import handlers
from server.counts.tables import COUNTS, CountRow, spot_counts


def _rows(conn: Connection, after: str, limit: int) -> Iterator[CountRow]:
    query = select(*COUNTS.columns).join(branches, branches.c.id == spot_counts.c.branch)
    query = query.where(spot_counts.c.id > after, spot_counts.c.business_date == branches.c.business_date)
    for row in conn.execute(query.order_by(spot_counts.c.id).limit(limit)).mappings():
        yield COUNTS.make(row)


def _counts(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    rows = _rows(conn, after, limit)
    return [
        (row.id, handlers.count_fact(row) if may_see(reader, handlers.count_audience(row)) else None) for row in rows
    ]


def _results(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    rows = _rows(conn, after, limit)
    return [
        (row.id, handlers.result_fact(row) if may_see(reader, handlers.result_audience(row)) else None) for row in rows
    ]


def sources() -> tuple[Source, ...]:
    """Counts and results."""
    return (Source("spot_count", _counts), Source("count_result", _results))
