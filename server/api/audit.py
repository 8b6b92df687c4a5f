"""The journal as an auditor reads it: rows without their content, one row whole, and an export that proves itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from contract.doors import AuditLine, AuditPage, ChainPart, ChainState
from server.api.sealed_lines import LINES_MAX, sealed_lines
from server.core import chain as chains
from server.core import journal as lines
from server.core import seals as sealing
from server.core.actor import Actor
from server.core.journal_tables import journal, seals
from server.core.ring import Ring
from server.core.store import Log
from server.core.unit import Resident
from server.staff import activity
from server.staff.names import device_name, person_name

PAGE_MAX = 200
NAMED_MAX = 60
"""People or kinds that one filter names."""
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
    """Which rows: of which maker, kind, outcome, branch, workstation (each may name several, with commas between); from and to which stamp;
    before which sequence (0: the newest).
    """

    made_by: str = ""
    kind: str = ""
    outcome: str = ""
    branch: str = ""
    device: str = ""
    after: str = ""
    until: str = ""
    before: int = 0
    limit: int = PAGE_MAX


def page(conn: Connection, resident: Resident, actor: Actor, asked: Filter) -> AuditPage:
    """Rows that this person may see, newest first, and where the chain stands."""
    limit = max(1, min(asked.limit, PAGE_MAX))
    rows = conn.execute(rows_for(actor, asked).order_by(journal.c.seq.desc()).limit(limit + 1)).all()
    found = tuple(line_of(resident, row) for row in rows[:limit])
    return AuditPage(lines=found, chain=chain_state(conn), next=found[-1].seq if len(rows) > limit else 0)


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


def journal_part(conn: Connection, logs: Sequence[Log[Any]], ring: Ring, after: int) -> ChainPart:
    """The next stretch of the journal's chain; with the last one the seals of all closed days."""
    found, head = chains.stretch(conn, logs, after), lines.read_head(conn)
    if found.bad or found.upto < head.seq:
        return ChainPart(after=after, upto=found.upto, head=head.seq, bad=found.bad, what=found.what)
    wrong = next(sealing.check(conn, ring, activity.hash_at), None)
    what = wrong.where if wrong else ""
    return ChainPart(after=after, upto=found.upto, head=head.seq, bad=found.upto if wrong else 0, what=what)


def activity_part(conn: Connection, after: int) -> ChainPart:
    """The next stretch of the activity's chain."""
    found = activity.stretch(conn, after)
    return ChainPart(after=after, upto=found.upto, head=activity.head(conn)[0], bad=found.bad, what=found.what)


def export(
    conn: Connection, resident: Resident, actor: Actor, asked: Filter, ring: Ring, head: dict[str, Any]
) -> bytes:
    """The rows oldest first, as a file that proves itself."""
    rows = conn.execute(rows_for(actor, asked).order_by(journal.c.seq).limit(LINES_MAX + 1)).all()
    return sealed_lines(head, (line_of(resident, row) for row in rows), ring)


def rows_for(actor: Actor, asked: Filter) -> Any:
    """The statement for rows that this person may see."""
    wanted = [] if actor.everywhere else [journal.c.branch == actor.branch]
    for name in ("made_by", "kind", "outcome", "branch", "device"):
        if value := getattr(asked, name):
            wanted.append(journal.c[name].in_(value.split(",")[:NAMED_MAX]))
    wanted += [journal.c.at >= asked.after] if asked.after else []
    wanted += [journal.c.at < asked.until] if asked.until else []
    wanted += [journal.c.seq < asked.before] if asked.before else []
    return select(*(journal.c[name] for name in (*_NAMES, "command_id", "result", "prev_hash"))).where(*wanted)


def line_of(resident: Resident, row: Any) -> AuditLine:
    """A row without its content, with names."""
    return AuditLine(
        **{name: getattr(row, name) for name in _NAMES},
        command=row.command_id,
        made_by_name=person_name(resident, row.made_by),
        device_name=device_name(resident, row.device),
    )
