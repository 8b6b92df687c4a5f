"""Branches with their business day. In core, because every journal row carries the maker's business date."""

from sqlalchemy import Boolean, Column, Table

from server.core.store import Row, Store
from server.core.unit import Resident
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


def branch_coded(resident: Resident, code: str) -> BranchRow | None:
    """The branch that people call by this code, as papers do."""
    return next((row for row in resident.rows(BRANCHES).values() if row.code == code), None)


BRANCHES = Store(branches, BranchRow, key="id", resident=True)
