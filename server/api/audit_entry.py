"""One journal row whole, as whoever audits sees it: its content, what it changed of the staff, who decided, and its hashes."""

from typing import Any

import msgspec
from sqlalchemy import Connection, select

from contract.doors import AuditEntry
from contract.permissions import Permission
from server.api.audit import Filter, line_of, rows_for
from server.approvals.tables import REQUESTS, RequestRow
from server.core.actor import Actor
from server.core.journal_tables import bodies, journal
from server.core.unit import Resident
from server.notices.handlers import tell
from server.staff import subjects
from server.staff.handlers import handlers
from server.staff.names import person_name

LOOK_BACK = 20_000
"""Entries that are searched for how something stood before: further back it is not told."""
STAFF_KINDS = frozenset(str(handler.kind.__struct_config__.tag) for handler in handlers(tell))
NAMELESS = STAFF_KINDS | {"set_product", "set_approval_rule"}
"""What is about the staff or the bank's settings: no customer is named in it."""
DECISIONS = frozenset({"approve_request", "decline_request", "withdraw_request"})


def entry(conn: Connection, resident: Resident, actor: Actor, seq: int) -> AuditEntry | None:
    """None where it is not there or not for this person.

    Whoever audits sees the content of changes of the staff and of settings, and of decisions about them; all other content names customers and is for the
    journal's readers: the rest see its hashes.
    """
    row = conn.execute(rows_for(actor, Filter()).where(journal.c.seq == seq)).first()
    side = conn.execute(select(bodies).where(bodies.c.seq == seq)).first()
    if row is None or side is None:
        return None
    request = _request(conn, row, side.body)
    asked = request.kind if request else row.kind
    open_ = Permission.READ_BRANCH_JOURNAL.value in actor.permissions or asked in NAMELESS
    shown = AuditEntry(
        line=line_of(resident, row),
        body=(side.body or "") if open_ else "",
        facts=(side.facts or "") if open_ else "",
        prev_hash=row.prev_hash,
        body_hash=side.body_hash,
        facts_hash=side.facts_hash,
        books_hash=side.books_hash,
        signed=side.signed,
        signature=side.signature,
        withheld=not open_,
        next_hash=conn.scalar(select(journal.c.hash).where(journal.c.seq == seq + 1)) or "",
    )
    if request is not None:
        shown = _with_request(shown, resident, request, open_)
    return _with_before(conn, shown, side) if open_ else shown


def _request(conn: Connection, row: Any, body: str | None) -> RequestRow | None:
    """The request that the row made, or decided."""
    if row.outcome == "awaiting":
        key = msgspec.json.decode(row.result).get("request", "")
    elif row.kind in DECISIONS and body:
        key = msgspec.json.decode(body).get("request", "")
    else:
        return None
    return REQUESTS.fetch(conn, [key]).get(key)


def _with_request(shown: AuditEntry, resident: Resident, request: RequestRow, open_: bool) -> AuditEntry:
    return msgspec.structs.replace(
        shown,
        state=request.state,
        asked=request.kind,
        asked_body=request.body if open_ and request.kind != shown.line.kind else "",
        asked_by_name=request.maker_name,
        decided_by_name=person_name(resident, request.decided_by),
        decided_at=request.decided_at,
    )


def _with_before(conn: Connection, shown: AuditEntry, side: Any) -> AuditEntry:
    facts = msgspec.json.decode(side.facts) if side.facts else []
    body = msgspec.json.decode(side.body) if side.body else {}
    subject = subjects.stated(facts) or subjects.subject_of(shown.line.kind, body)
    if subject is None:
        return shown
    after = subjects.fact_about(facts, subject)
    before = _before(conn, shown.line.seq, subject)
    return msgspec.structs.replace(shown, before=_text(before), after=_text(after))


def _before(conn: Connection, seq: int, subject: tuple[str, str]) -> dict[str, Any] | None:
    # A decision states what it executed, so that it is searched as well; the window is walked along the primary key.
    kinds = sorted(STAFF_KINDS | {"approve_request"})
    earlier = select(bodies.c.facts).join(journal, journal.c.seq == bodies.c.seq)
    wanted = (journal.c.seq < seq, journal.c.seq >= seq - LOOK_BACK, journal.c.kind.in_(kinds))
    statement = earlier.where(*wanted, journal.c.outcome == "executed").order_by(journal.c.seq.desc())
    for facts in conn.execute(statement).scalars():
        found = subjects.fact_about(msgspec.json.decode(facts), subject) if facts else None
        if found is not None:
            return found
    return None


def _text(fact: dict[str, Any] | None) -> str:
    return msgspec.json.encode(fact).decode() if fact else ""
