"""Notices with the audience they were told to."""

from typing import Any

from sqlalchemy import Column, Index, String, Table

from server.core.store import Row, Store
from server.db.columns import Id, Json, Name, Stamp
from server.db.metadata import metadata

notices = Table(
    "notices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("level", String(8), nullable=False),
    Column("code", Name, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("params", Json, nullable=False),
    Column("refers_to", Name, nullable=False),
    Column("seen_by", Json, nullable=False),
    Column("branch", Id, nullable=False),
    Column("permission", Name, nullable=False),
    Column("people", Json, nullable=False),
)
Index("ix_notices_branch", notices.c.branch, notices.c.id)


class NoticeRow(Row, frozen=True, kw_only=True):
    """A notice; ``branch``, ``permission`` and ``people`` are its audience."""

    id: str
    level: str
    code: str
    at: str
    params: dict[str, Any]
    refers_to: str = ""
    seen_by: list[str] = []
    branch: str = ""
    permission: str = ""
    people: list[str] = []


NOTICES = Store(notices, NoticeRow, key="id")
