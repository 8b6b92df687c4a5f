"""The journal as an auditor reads it: rows without their content, one row whole, and an export that proves itself."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from contract.doors import AuditEntry, AuditLine, AuditPage, ChainState
from server.api.sealed_lines import LINES_MAX, sealed_lines
from server.core import journal as lines
from server.core.actor import Actor
from server.core.journal_tables import bodies, journal, seals
from server.core.ring import Ring
from server.core.unit import Resident
from server.staff import activity
from server.staff.tables import DEVICES, USERS

PAGE_MAX = 200
_NAMES = (
    "seq",
    "at",
    "kind",
    "outcome",
    "made_by",
    "delivered_by",
    "device",
    "branch",
    "business_date",
    "refers_to",
    "hash",
)


@dataclass(frozen=True)
class Filter:
    """Which rows: of which maker, kind, outcome, branch; from and to which stamp; before which sequence (0: the newest)."""

    made_by: str = ""
    kind: str = ""
    outcome: str = ""
    branch: str = ""
    after: str = ""
    until: str = ""
    before: int = 0
    limit: int = PAGE_MAX


def page(conn: Connection, resident: Resident, actor: Actor, asked: Filter) -> AuditPage:
    """Rows that this person may see, newest first, and where the chain stands."""
    limit = max(1, min(asked.limit, PAGE_MAX))
    rows = conn.execute(_rows(actor, asked).order_by(journal.c.seq.desc()).limit(limit + 1)).all()
    found = tuple(_line(resident, row) for row in rows[:limit])
    return AuditPage(lines=found, chain=chain_state(conn), next=found[-1].seq if len(rows) > limit else 0)


def entry(conn: Connection, resident: Resident, actor: Actor, seq: int) -> AuditEntry | None:
    """One row with its content and its hashes; None where it is not there or not for this person."""
    row = conn.execute(_rows(actor, Filter()).where(journal.c.seq == seq)).first()
    side = conn.execute(select(bodies).where(bodies.c.seq == seq)).first()
    if row is None or side is None:
        return None
    return AuditEntry(
        line=_line(resident, row),
        body=side.body or "",
        facts=side.facts or "",
        prev_hash=row.prev_hash,
        body_hash=side.body_hash,
        facts_hash=side.facts_hash,
        books_hash=side.books_hash,
        signed=side.signed,
        signature=side.signature,
    )


def chain_state(conn: Connection) -> ChainState:
    """The heads of both chains and the newest seal."""
    head, (number, also) = lines.read_head(conn), activity.head(conn)
    sealed = conn.execute(select(seals.c.seq, seals.c.at).order_by(seals.c.seq.desc()).limit(1)).first()
    return ChainState(
        seq=head.seq,
        hash=head.hash,
        sealed_seq=sealed.seq if sealed else 0,
        sealed_at=sealed.at if sealed else "",
        activity=number,
        activity_hash=also,
    )


def export(
    conn: Connection, resident: Resident, actor: Actor, asked: Filter, ring: Ring, head: dict[str, Any]
) -> bytes:
    """The rows oldest first, as a file that proves itself."""
    rows = conn.execute(_rows(actor, asked).order_by(journal.c.seq).limit(LINES_MAX)).all()
    return sealed_lines(head, (_line(resident, row) for row in rows), ring)


def _rows(actor: Actor, asked: Filter) -> Any:
    wanted = [] if actor.everywhere else [journal.c.branch == actor.branch]
    for name in ("made_by", "kind", "outcome", "branch"):
        if value := getattr(asked, name):
            wanted.append(journal.c[name] == value)
    wanted += [journal.c.at >= asked.after] if asked.after else []
    wanted += [journal.c.at < asked.until] if asked.until else []
    wanted += [journal.c.seq < asked.before] if asked.before else []
    return select(*(journal.c[name] for name in (*_NAMES, "command_id", "prev_hash"))).where(*wanted)


def _line(resident: Resident, row: Any) -> AuditLine:
    person, station = resident.get(USERS, row.made_by), resident.get(DEVICES, row.device)
    return AuditLine(
        **{name: getattr(row, name) for name in _NAMES},
        command=row.command_id,
        made_by_name=person.full_name if person else "",
        device_name=station.name if station else "",
    )
