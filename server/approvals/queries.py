"""Reading requests: the reader's share of a snapshot, and what the clock has to end."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, false, or_, select, true, update

from contract.approvals import RequestState, When
from contract.errors import ErrorCode, Rejected
from contract.permissions import Permission
from server.approvals.desk import request_fact
from server.approvals.gatekeeper import rule_audience, rule_fact
from server.approvals.policy import UNANSWERED_S
from server.approvals.tables import LINES, REQUESTS, RULES, RequestRow, RuleRow, approval_rules, request_lines, requests
from server.approvals.talk import line_fact
from server.core.audience import Reader, may_see
from server.core.clock import stamp
from server.core.registry import Shares, Source

DUE_MAX = 200
"""Requests that one ExpireRequests command ends."""
EARLIER_MAX = 5
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
    here = or_(requests.c.branch == reader.branch, requests.c.escalated_to == reader.branch)
    return true() if reader.everywhere else or_(own, here)


def _kept(reader: Reader) -> ColumnElement[bool]:
    """What a fresh replica starts with: whatever is open, and the newest."""
    seen = visible(reader)
    newest = select(requests.c.id).where(seen).order_by(requests.c.id.desc()).limit(NEWEST_MAX).subquery()
    return and_(seen, or_(_OPEN, requests.c.id.in_(select(newest.c.id))))


def _requests(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    statement = select(*REQUESTS.columns).where(_kept(reader), requests.c.id > after)
    rows = conn.execute(statement.order_by(requests.c.id).limit(limit)).mappings()
    return [(row["id"], request_fact(REQUESTS.make(row))) for row in rows]


def _lines(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    joined = request_lines.join(requests, requests.c.id == request_lines.c.request)
    statement = select(*LINES.columns).select_from(joined).where(_kept(reader), request_lines.c.id > after)
    rows = conn.execute(statement.order_by(request_lines.c.id).limit(limit)).mappings()
    return [(row["id"], line_fact(LINES.make(row))) for row in rows]


def _rules(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    statement = select(*RULES.columns).where(approval_rules.c.id > after).order_by(approval_rules.c.id).limit(limit)
    rows = [RULES.make(row) for row in conn.execute(statement).mappings()]
    return [(row.id, rule_fact(row) if may_see(reader, rule_audience(row.when)) else None) for row in rows]


def sources() -> tuple[Source, ...]:
    """One's own requests with their threads, and those of the branch for whoever decides there; for these the policy, too."""
    return (Source("request", _requests), Source("request_line", _lines), Source("approval_rule", _rules))


def request_seen(conn: Connection, reader: Reader, request: str) -> RequestRow | None:
    """A request, if this reader may see it."""
    statement = select(*REQUESTS.columns).where(requests.c.id == request, visible(reader))
    found = conn.execute(statement).mappings().first()
    return REQUESTS.make(found) if found else None


def request_of(conn: Connection, request: str) -> RequestRow | None:
    """A request, for a door that has looked whose it is."""
    found = conn.execute(select(*REQUESTS.columns).where(requests.c.id == request)).mappings().first()
    return REQUESTS.make(found) if found else None


def unseen(conn: Connection, kind: str, waited_s: int, now: datetime) -> list[str]:
    """Ids of requests of this kind that nobody has opened for so long, and of which nobody was reminded yet, oldest first."""
    waiting = and_(requests.c.state == RequestState.AWAITING.value, requests.c.expires_at > stamp(now))
    nobody = and_(requests.c.kind == kind, requests.c.taken_by == "", requests.c.reminded_at == "")
    late = requests.c.at <= stamp(now - timedelta(seconds=waited_s))
    return list(conn.scalars(select(requests.c.id).where(waiting, nobody, late).order_by(requests.c.at).limit(DUE_MAX)))


def earlier(conn: Connection, row: RequestRow) -> list[RequestRow]:
    """The newest requests about the same account before this one."""
    same = and_(requests.c.account == row.account, requests.c.id < row.id)
    statement = select(*REQUESTS.columns).where(same).order_by(requests.c.id.desc()).limit(EARLIER_MAX)
    return [REQUESTS.make(found) for found in conn.execute(statement).mappings()]


def due(conn: Connection, now: datetime) -> list[str]:
    """Ids of requests and permits past their time, oldest first, at most ``DUE_MAX``: for ExpireRequests."""
    statement = select(requests.c.id).where(_OPEN, requests.c.expires_at <= stamp(now))
    return list(conn.scalars(statement.order_by(requests.c.expires_at).limit(DUE_MAX)))


def forget(conn: Connection, customer: str, theirs: Sequence[str]) -> Rejected | None:
    """Drop the names and the words of what was asked about this person and these accounts and loans; amounts and deciders stay.

    Refused while one of them waits: whoever decides it must still read what was asked.
    """
    # Who pays into one of their accounts names it, too, and keeps their own name: of accounts the paying one counts alone.
    named = (
        requests.c.body.contains(key, autoescape=True) for key in (customer, *(f'"loan":"{key}"' for key in theirs))
    )
    about = or_(requests.c.account.in_(theirs), *named)
    waiting = conn.scalar(select(requests.c.id).where(about, _OPEN).limit(1))
    if waiting is not None:
        return Rejected(code=ErrorCode.REQUEST_OPEN, params={"request": waiting})
    asked = request_lines.c.request.in_(select(requests.c.id).where(about))
    conn.execute(update(request_lines).where(asked).values(text="-"))
    conn.execute(update(requests).where(about).values(holder="-", narration="", reason="", body="{}"))
    return None


def unanswered(conn: Connection, rules: Iterable[RuleRow], now: datetime) -> list[str]:
    """Ids of requests that nobody answered for as long as their branch's line of the policy says, oldest first."""
    late = [_late(rule, now) for rule in rules if rule.when == When.ESCALATE and not rule.off]
    if not late:
        return []
    waiting = and_(requests.c.state == RequestState.AWAITING.value, requests.c.escalated_to == "")
    statement = select(requests.c.id).where(waiting, or_(false(), *late), requests.c.expires_at > stamp(now))
    return list(conn.scalars(statement.order_by(requests.c.at).limit(DUE_MAX)))


def _late(rule: RuleRow, now: datetime) -> ColumnElement[bool]:
    before = stamp(now - timedelta(seconds=rule.bound or UNANSWERED_S))
    parts = [requests.c.at <= before, requests.c.branch != rule.to_branch]
    parts += [requests.c.kind == rule.act] if rule.act else []
    parts += [requests.c.branch == rule.branch] if rule.branch else []
    return and_(*parts)
