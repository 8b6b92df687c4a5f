"""Requests with the command they wait for, and what waits in each drawer session."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from server.core.store import Row, Store
from server.db.columns import Id, Json, Minor, Name, Stamp
from server.db.metadata import metadata

requests = Table(
    "requests",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Name, nullable=False),
    Column("state", String(10), nullable=False),
    Column("maker", Id, nullable=False),
    Column("maker_name", Name, nullable=False),
    Column("branch", Id, nullable=False),
    Column("role", Name, nullable=False),
    Column("reasons", Json, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("expires_at", Stamp, nullable=False),
    Column("amount", Minor, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("account", Id, nullable=False),
    Column("account_number", Name, nullable=False),
    Column("holder", Name, nullable=False),
    Column("drawer", Name, nullable=False),
    Column("transaction", Id, nullable=False),
    Column("narration", Text, nullable=False),
    Column("is_permit", Boolean, nullable=False),
    Column("command", Id, nullable=False),
    Column("body", Text, nullable=False),
    Column("binding", String(64), nullable=False),
    Column("session", Id, nullable=False),
    Column("lease", Integer, nullable=False),
    Column("device", Id, nullable=False),
    Column("counter", BigInteger, nullable=False),
    Column("made_at", Stamp, nullable=False),
    Column("decided_by", Id, nullable=False),
    Column("decided_at", Stamp, nullable=False),
    Column("reason", Text, nullable=False),
)
# The clock asks for what has run out, a snapshot for what is still open: both by state.
Index("ix_requests_state", requests.c.state, requests.c.expires_at)
Index("ix_requests_branch", requests.c.branch, requests.c.id)

waiting = Table(
    "session_requests",
    metadata,
    Column("session", Id, primary_key=True),
    Column("requests", Json, nullable=False),
)


class RequestRow(Row, frozen=True, kw_only=True):
    """A request. ``body`` is the maker's command as canonical JSON, ``binding`` the hash that a permit is tied to.

    ``session`` and ``lease`` (0: none) are the drawer session the maker held when asking.
    """

    id: str
    kind: str
    state: str
    maker: str
    maker_name: str
    branch: str
    role: str
    reasons: list[dict[str, Any]]
    at: str
    expires_at: str
    command: str
    body: str
    binding: str
    device: str
    counter: int
    made_at: str
    amount: int = 0
    currency: str = ""
    account: str = ""
    account_number: str = ""
    holder: str = ""
    drawer: str = ""
    transaction: str = ""
    narration: str = ""
    is_permit: bool = False
    session: str = ""
    lease: int = 0
    decided_by: str = ""
    decided_at: str = ""
    reason: str = ""


class WaitingRow(Row, frozen=True, kw_only=True):
    """Ids of the requests and unused permits of one drawer session, oldest first."""

    session: str
    requests: list[str] = []


REQUESTS = Store(requests, RequestRow, key="id")
WAITING = Store(waiting, WaitingRow, key="session")
