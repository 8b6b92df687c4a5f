"""A snapshot in keyset pages. Each page reads what is committed then; whoever follows entries after the first page's sequence
gets every change in between again, and facts are whole values, so the replica ends up equal."""

import base64

import msgspec
from sqlalchemy import Connection

from contract.base import UNREADABLE
from contract.errors import ContractError, ErrorCode
from contract.feed import SnapshotPage
from server.core import journal
from server.core.audience import Reader
from server.core.registry import Source

FACTS_MAX = 500
_encode = msgspec.json.Encoder().encode


class Cursor(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """Where the next page begins: the first page's sequence and hash, which source, after which key."""

    seq: int
    head_hash: str
    source: int
    after: str


_cursors = msgspec.json.Decoder(Cursor)


def page(conn: Connection, sources: tuple[Source, ...], reader: Reader, scope: str, token: str) -> bytes:
    """An encoded ``SnapshotPage``. An empty ``token`` begins. Raises ContractError(malformed) for a cursor that is none."""
    head = journal.read_head(conn)
    at = _opened(token, len(sources)) if token else Cursor(head.seq, head.hash, 0, "")
    facts = []
    source, after, room = at.source, at.after, FACTS_MAX
    while source < len(sources) and room > 0:
        rows = sources[source].page(conn, reader, after, room)
        facts += [fact for _, fact in rows if fact is not None]
        room -= len(rows)
        # Only an empty page ends a source: a room may hand out fewer rows than it was asked for.
        source, after = (source, rows[-1][0]) if rows else (source + 1, "")
    more = _closed(Cursor(at.seq, at.head_hash, source, after)) if source < len(sources) else None
    return _encode(
        SnapshotPage(
            seq=at.seq,
            epoch=head.epoch,
            scope=scope,
            head_hash=at.head_hash,
            facts=tuple(facts),  # type: ignore[arg-type]
            next=more,
        )
    )


def _closed(cursor: Cursor) -> str:
    return base64.urlsafe_b64encode(_encode(cursor)).decode().rstrip("=")


def _opened(token: str, sources: int) -> Cursor:
    try:
        cursor = _cursors.decode(base64.urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4)))
    except (ValueError, *UNREADABLE) as error:
        raise ContractError(ErrorCode.MALFORMED, detail="page") from error
    if not 0 <= cursor.source < sources or "\0" in cursor.after:
        raise ContractError(ErrorCode.MALFORMED, detail="page")
    return cursor
