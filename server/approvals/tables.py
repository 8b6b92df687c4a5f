"""Requests with the command they wait for, their threads, what waits in each drawer session, and the policy's lines."""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from server.core.store import Row, Store
from server.db.columns import Day, Id, Json, Minor, Name, Stamp
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
    Column("object", Name, nullable=False),
    Column("ceiling", Minor, nullable=False),
    Column("taken_by", Id, nullable=False),
    Column("taken_by_name", Name, nullable=False),
    Column("taken_at", Stamp, nullable=False),
    Column("asks", Boolean, nullable=False),
    Column("escalated_to", Id, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("reminded_at", Stamp, nullable=False),
)
# The clock asks for what has run out, a snapshot for what is still open: both by state.
Index("ix_requests_state", requests.c.state, requests.c.expires_at)
Index("ix_requests_branch", requests.c.branch, requests.c.id)
Index("ix_requests_session", requests.c.session)
Index("ix_requests_account", requests.c.account, requests.c.id)

waiting = Table(
    "session_requests",
    metadata,
    Column("session", Id, primary_key=True),
    Column("requests", Json, nullable=False),
)

request_objects = Table(
    "request_objects",
    metadata,
    Column("object", Name, primary_key=True),
    Column("request", Id, nullable=False),
)
request_lines = Table(
    "request_lines",
    metadata,
    Column("id", Id, primary_key=True),
    Column("request", Id, nullable=False),
    Column("branch", Id, nullable=False),
    Column("maker", Id, nullable=False),
    Column("escalated_to", Id, nullable=False),
    Column("by", Id, nullable=False),
    Column("by_name", Name, nullable=False),
    Column("at", Stamp, nullable=False),
    Column("text", Text, nullable=False),
    Column("asks", Boolean, nullable=False),
)
Index("ix_request_lines_request", request_lines.c.request, request_lines.c.id)
approval_rules = Table(
    "approval_rules",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("when", String(10), nullable=False),
    Column("act", String(40), nullable=False),
    Column("branch", Id, nullable=False),
    Column("drawer", Id, nullable=False),
    Column("tier", Integer, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("flag", String(40), nullable=False),
    Column("bound", Minor, nullable=False),
    Column("role", String(40), nullable=False),
    Column("to_branch", Id, nullable=False),
    Column("off", Boolean, nullable=False),
)
# The day's sums that a line of the policy looks at. Counted only where one does.
approval_use = Table(
    "approval_use",
    metadata,
    Column("id", String(160), primary_key=True),
    Column("day", Day, nullable=False),
    Column("total", Minor, nullable=False),
)


class RequestRow(Row, frozen=True, kw_only=True):
    """A request. ``body`` is the maker's command as canonical JSON, ``binding`` the hash that a permit is tied to.

    ``session`` and ``lease`` (0: none) are the drawer session the maker held when asking. ``object`` is what only one request may be
    open about. ``ceiling`` (0: the amount) is what a permit is good for, ``asks`` that the maker owes an answer.
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
    object: str = ""
    ceiling: int = 0
    taken_by: str = ""
    taken_by_name: str = ""
    taken_at: str = ""
    asks: bool = False
    escalated_to: str = ""
    lines: int = 0
    reminded_at: str = ""


class WaitingRow(Row, frozen=True, kw_only=True):
    """Ids of the requests and unused permits of one drawer session, oldest first."""

    session: str
    requests: list[str] = []


class ObjectRow(Row, frozen=True, kw_only=True):
    """Which request is open about an object; empty once none is."""

    object: str
    request: str


class LineRow(Row, frozen=True, kw_only=True):
    """A line of a request's thread. Whose it may be seen by is kept with it, so that a snapshot reads one table."""

    id: str
    request: str
    branch: str
    maker: str
    by: str
    by_name: str
    at: str
    text: str
    asks: bool
    escalated_to: str = ""


class RuleRow(Row, frozen=True, kw_only=True):
    """A line of the policy: see ``SetApprovalRule``. Empty means all."""

    id: str
    when: str
    act: str = ""
    branch: str = ""
    drawer: str = ""
    tier: int = 0
    currency: str = ""
    flag: str = ""
    bound: int = 0
    role: str = "manager"
    to_branch: str = ""
    off: bool = False


class UseRow(Row, frozen=True, kw_only=True):
    """A day's sum of one line of the policy for what it is about: ``id`` is ``rule/subject``."""

    id: str
    day: str
    total: int


REQUESTS = Store(requests, RequestRow, key="id")
WAITING = Store(waiting, WaitingRow, key="session")
OBJECTS = Store(request_objects, ObjectRow, key="object")
LINES = Store(request_lines, LineRow, key="id")
RULES = Store(approval_rules, RuleRow, key="id", resident=True)
USE = Store(approval_use, UseRow, key="id")
