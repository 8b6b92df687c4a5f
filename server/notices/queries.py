"""The reader's share of a snapshot: notices told to them."""

from sqlalchemy import Connection, select

from server.core.audience import Reader, may_see
from server.core.registry import Shares, Source
from server.notices.handlers import audience_of, fact
from server.notices.tables import NOTICES, notices


def _notices(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    statement = select(*NOTICES.columns).where(notices.c.id > after)
    if not reader.everywhere:
        statement = statement.where(notices.c.branch.in_(("", reader.branch)))
    rows = [NOTICES.make(row) for row in conn.execute(statement.order_by(notices.c.id).limit(limit)).mappings()]
    return [(row.id, fact(row) if may_see(reader, audience_of(row)) else None) for row in rows]


def sources() -> tuple[Source, ...]:
    """Notices."""
    return (Source("notice", _notices),)
