"""The reader's share of a snapshot: the newest notices told to them."""

from sqlalchemy import ColumnElement, Connection, Text, and_, or_, select, type_coerce

from server.core.audience import Reader
from server.core.registry import Shares, Source
from server.notices.handlers import fact
from server.notices.tables import NOTICES, notices

NEWEST_MAX = 200
"""Notices that a fresh replica starts with; a snapshot must not grow with the bank's age."""


def visible(reader: Reader) -> ColumnElement[bool]:
    """``may_see`` as a condition: told by name, or by a permission at the reader's branch or everywhere."""
    told = type_coerce(notices.c.people, Text).contains(f'"{reader.user}"', autoescape=True)
    right: ColumnElement[bool] = notices.c.permission.in_(sorted(reader.permissions))
    if not reader.everywhere:
        right = and_(right, notices.c.branch.in_(("", reader.branch)))
    return or_(told, right)


def _notices(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    newest = select(notices.c.id).where(visible(reader)).order_by(notices.c.id.desc()).limit(NEWEST_MAX).subquery()
    statement = select(*NOTICES.columns).join(newest, newest.c.id == notices.c.id).where(notices.c.id > after)
    rows = conn.execute(statement.order_by(notices.c.id).limit(limit)).mappings()
    return [(row["id"], fact(NOTICES.make(row))) for row in rows]


def sources() -> tuple[Source, ...]:
    """Notices."""
    return (Source("notice", _notices),)
