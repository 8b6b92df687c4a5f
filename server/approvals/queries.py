"""Reading requests: the reader's share of a snapshot, and what the clock has to end."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select, true, update

from contract.approvals import RequestState
from contract.permissions import Permission
from server.approvals.desk import request_fact
from server.approvals.tables import REQUESTS, requests
from server.core.audience import Reader
from server.core.clock import stamp
from server.core.registry import Shares, Source

DUE_MAX = 200
"""Requests that one ExpireRequests command ends."""
NEWEST_MAX = 200
"""Requests, beside the open ones, that a fresh replica starts with."""

_OPEN = or_(
    requests.c.state == RequestState.AWAITING.value,
    and_(requests.c.state == RequestState.APPROVED.value, requests.c.is_permit.is_(True)),
)


def visible(reader: Reader) -> ColumnElement[bool]:
    """``may_see`` as a condition: one's own, and those of the branch for whoever decides there."""
    own = requests.c.maker == reader.user
    if Permission.DECIDE.value not in reader.permissions:
        return own
    return true() if reader.everywhere else or_(own, requests.c.branch == reader.branch)


def _requests(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    seen = visible(reader)
    newest = select(requests.c.id).where(seen).order_by(requests.c.id.desc()).limit(NEWEST_MAX).subquery()
    kept = or_(_OPEN, requests.c.id.in_(select(newest.c.id)))
    statement = select(*REQUESTS.columns).where(seen, kept, requests.c.id > after)
    rows = conn.execute(statement.order_by(requests.c.id).limit(limit)).mappings()
    return [(row["id"], request_fact(REQUESTS.make(row))) for row in rows]


def sources() -> tuple[Source, ...]:
    """One's own requests, and those of the branch for whoever decides there."""
    return (Source("request", _requests),)


def due(conn: Connection, now: datetime) -> list[str]:
    """Ids of requests and permits past their time, oldest first, at most ``DUE_MAX``: for ExpireRequests."""
    statement = select(requests.c.id).where(_OPEN, requests.c.expires_at <= stamp(now))
    return list(conn.scalars(statement.order_by(requests.c.expires_at).limit(DUE_MAX)))


def forget(conn: Connection, accounts: Sequence[str]) -> None:
    """Drop the names and the words of what was asked about these accounts; amounts and deciders stay."""
    conn.execute(update(requests).where(requests.c.account.in_(accounts)).values(holder="-", narration="", body="{}"))
