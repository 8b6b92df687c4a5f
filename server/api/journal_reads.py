"""The journal as a follower reads it: stored rows turned back into what the hub pushes."""

import msgspec
from sqlalchemy import Connection, select

from server.core import journal as lines
from server.core.answers import restore
from server.core.audience import Audience
from server.core.hub import Push, Pushed
from server.core.journal_tables import bodies, journal

PAGE_MAX = 500
_encode = msgspec.json.Encoder().encode
_facts = msgspec.json.Decoder(list[tuple[Audience, msgspec.Raw]])
_COLUMNS = (
    journal.c.seq,
    journal.c.at,
    journal.c.kind,
    journal.c.command_id,
    journal.c.made_by,
    journal.c.outcome,
    journal.c.result,
    journal.c.hash,
    bodies.c.facts,
)


def stored_push(conn: Connection, after: int, limit: int = PAGE_MAX) -> Push:
    """The next rows after a sequence as one push. Without any, it reaches no further than ``after``."""
    side = journal.join(bodies, journal.c.seq == bodies.c.seq)
    statement = select(*_COLUMNS).select_from(side).where(journal.c.seq > after).order_by(journal.c.seq).limit(limit)
    rows = list(conn.execute(statement))
    head = lines.read_head(conn)
    pushed = [
        Pushed(
            seq=row.seq,
            at=row.at,
            kind=row.kind,
            command_id=row.command_id,
            made_by=row.made_by,
            answer=_encode(restore(row.seq, row.outcome, row.result)),
            # An erased person's facts are gone for good; the row still counts.
            facts=[(audience, bytes(raw)) for audience, raw in _facts.decode(row.facts or "[]")],
        )
        for row in rows
    ]
    upto = rows[-1].seq if rows else after
    return Push(after, upto, rows[-1].hash if rows else hash_at(conn, after), head.safe_seq, pushed)


def hash_at(conn: Connection, seq: int) -> str:
    """The chain's hash at a sequence; empty where there is no such row."""
    if seq == 0:
        return lines.GENESIS
    return conn.scalar(select(journal.c.hash).where(journal.c.seq == seq)) or ""
