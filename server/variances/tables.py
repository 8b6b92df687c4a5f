"""Variances with their steps, and each person's sum of them."""

from typing import Any

from sqlalchemy import Column, Index, Integer, String, Table, Text

from server.core.store import Row, Store
from server.db.columns import Day, Id, Json, Minor, Name, Stamp
from server.db.metadata import metadata

variances = Table(
    "variances",
    metadata,
    Column("id", Id, primary_key=True),
    Column("branch", Id, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("drawer", Name, nullable=False),
    Column("person", Id, nullable=False),
    Column("amount", Minor, nullable=False),
    Column("settled", Minor, nullable=False),
    Column("state", String(8), nullable=False),
    Column("business_date", Day, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("reason", Text, nullable=False),
    Column("forced_by", Id, nullable=False),
    Column("steps", Json, nullable=False),
    Column("origin", String(8), nullable=False, server_default="close"),
    Column("account", String(4), nullable=False, server_default="1420"),
)
Index("ix_variances_state", variances.c.branch, variances.c.state)

over_shorts = Table(
    "over_shorts",
    metadata,
    Column("id", Name, primary_key=True),
    Column("person", Id, nullable=False),
    Column("branch", Id, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("over", Minor, nullable=False),
    Column("short", Minor, nullable=False),
    Column("count", Integer, nullable=False),
)


class VarianceRow(Row, frozen=True, kw_only=True):
    """``id`` is the session, movement or booking that left it; ``business_date`` of its last step, ``account`` the code it lies on.

    ``settled`` is what was recovered, returned or written off of ``amount``, on the side that ``amount`` lies on now (0: over). It may be
    more than ``amount``, or negative: late cash can explain a shortage that somebody has already paid back.
    """

    id: str
    branch: str
    currency: str
    drawer: str
    person: str
    amount: int
    state: str
    business_date: str
    at: str
    settled: int = 0
    reason: str = ""
    forced_by: str = ""
    steps: list[dict[str, Any]] = []
    origin: str = "close"
    account: str = "1420"

    @property
    def rest(self) -> int:
        """What of it is over (positive) or short still."""
        return self.amount + self.settled if self.amount < 0 else self.amount - self.settled

    @property
    def left(self) -> int:
        """What of it is not settled."""
        return abs(self.rest)

    @property
    def turned(self) -> bool:
        """Whether what is left lies on the other side than the variance itself."""
        return bool(self.rest) and (self.rest < 0) is not (self.amount < 0)


class OverShortRow(Row, frozen=True, kw_only=True):
    """One person's drawers in one currency, all their closes together."""

    id: str
    person: str
    branch: str
    currency: str
    over: int = 0
    short: int = 0
    count: int = 0


VARIANCES = Store(variances, VarianceRow, key="id")
OVER_SHORTS = Store(over_shorts, OverShortRow, key="id")
