"""Branches with their business day. In core, because every journal row carries the maker's business date."""

from sqlalchemy import Boolean, Column, Table

from server.core.store import Row, Store
from server.db.columns import Day, Id, Name, Stamp
from server.db.metadata import metadata

branches = Table(
    "branches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Name, nullable=False, unique=True),
    Column("name", Name, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("paused_by", Id, nullable=False, server_default=""),
    Column("paused_at", Stamp, nullable=False, server_default=""),
)


class BranchRow(Row, frozen=True, kw_only=True):
    """``business_date`` is empty until the first day was opened; it stays after the day was closed. ``paused_by`` keeps the
    day from being closed since ``paused_at``."""

    id: str
    code: str
    name: str
    business_date: str = ""
    open: bool = False
    paused_by: str = ""
    paused_at: str = ""


BRANCHES = Store(branches, BranchRow, key="id", resident=True)
