"""What a branch keeps of its days: closing reports, who was nudged when, which tills are away."""

from typing import Any

from sqlalchemy import BigInteger, Column, Table, Text

from server.core.store import Row, Store
from server.db.columns import Day, Id, Json, Name, Stamp
from server.db.metadata import metadata

day_reports = Table(
    "day_reports",
    metadata,
    Column("id", Name, primary_key=True),
    Column("branch", Id, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("closed_by", Id, nullable=False),
    Column("reason", Text, nullable=False),
    Column("figures", Json, nullable=False),
    Column("signed_by", Id, nullable=False, server_default=""),
)

nudges = Table(
    "nudges",
    metadata,
    Column("id", Name, primary_key=True),
    Column("at", Stamp, nullable=False),
    Column("by", Id, nullable=False),
)


tills_away = Table(
    "tills_away",
    metadata,
    Column("device", Id, primary_key=True),
    Column("session", Id, nullable=False),
    Column("number", Name, nullable=False),
    Column("branch", Id, nullable=False),
    Column("cashier", Id, nullable=False),
    Column("since", Stamp, nullable=False),
    Column("unsent", BigInteger, nullable=False),
)


class ReportRow(Row, frozen=True, kw_only=True):
    """A closing report; ``id`` is branch and business date."""

    id: str
    branch: str
    business_date: str
    at: str
    seq: int
    closed_by: str
    reason: str
    figures: list[Any]
    signed_by: str = ""


class NudgeRow(Row, frozen=True, kw_only=True):
    """When somebody was last reminded of a blocker; ``id`` is owner, blocker and what it is about."""

    id: str
    at: str
    by: str


class TillRow(Row, frozen=True, kw_only=True):
    """A till that was away once; ``since`` is empty while it is here."""

    device: str
    session: str
    number: str
    branch: str
    cashier: str
    since: str = ""
    unsent: int = 0


DAY_REPORTS = Store(day_reports, ReportRow, key="id")
NUDGES = Store(nudges, NudgeRow, key="id")
TILLS = Store(tills_away, TillRow, key="device")
