"""Advances with their payments and retirements."""

from typing import Any

from sqlalchemy import Column, Index, String, Table, Text

from server.core.store import Row, Store
from server.db.columns import Day, Id, Json, Minor, Name, Stamp
from server.db.metadata import metadata

advances = Table(
    "advances",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", Name, nullable=False),
    Column("branch", Id, nullable=False),
    Column("person", Id, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("amount", Minor, nullable=False),
    Column("left", Minor, nullable=False),
    Column("state", String(8), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("due", Day, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("approved_by", Id, nullable=False),
    Column("reminded_on", Day, nullable=False),
    Column("steps", Json, nullable=False),
)
Index("ix_advances_state", advances.c.branch, advances.c.state)


class AdvanceRow(Row, frozen=True, kw_only=True):
    """``left`` is owed once it is paid; ``business_date`` is that of the last step."""

    id: str
    number: str
    branch: str
    person: str
    currency: str
    amount: int
    left: int
    state: str
    purpose: str
    due: str
    at: str
    business_date: str
    approved_by: str = ""
    reminded_on: str = ""
    steps: list[dict[str, Any]] = []


ADVANCES = Store(advances, AdvanceRow, key="id")
