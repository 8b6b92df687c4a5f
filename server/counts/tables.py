"""Counts of drawers that go on working, with what was expected at that moment."""

from sqlalchemy import Boolean, Column, Index, String, Table, Text

from server.core.store import Row, Store
from server.db.columns import Day, Id, Json, Minor, Name, Stamp
from server.db.metadata import metadata

spot_counts = Table(
    "spot_counts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("session", Id, nullable=False),
    Column("drawer", Id, nullable=False),
    Column("number", Name, nullable=False),
    Column("branch", Id, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("state", String(9), nullable=False),
    Column("by", Id, nullable=False),
    Column("witness", Id, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("counted", Json, nullable=False),
    Column("total", Minor, nullable=False),
    Column("expected", Json, nullable=False),
    Column("variance", Minor, nullable=False),
    Column("agrees", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("witness_ink", String(64), nullable=False, server_default=""),
)
Index("ix_spot_counts_day", spot_counts.c.branch, spot_counts.c.business_date)


class CountRow(Row, frozen=True, kw_only=True):
    """``expected`` are the pieces by the books when it was taken (of a micro-count its denomination alone)."""

    id: str
    session: str
    drawer: str
    number: str
    branch: str
    currency: str
    kind: str
    state: str
    by: str
    at: str
    business_date: str
    counted: dict[str, int]
    total: int
    expected: dict[str, int]
    variance: int
    agrees: bool
    witness: str = ""
    reason: str = ""
    witness_ink: str = ""


COUNTS = Store(spot_counts, CountRow, key="id")
