"""How far the journal had come, noted outside the database: beside the bank's keys.

A database that was put back from a copy by other hands than ``restore`` looks sound in itself. Whoever has seen more of its journal knows
better: then another epoch begins, and the workstations send again what is missing. The chain alone cannot show that its tail was cut off
either (fault F43), so ``verify`` asks here, too.
"""

import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from contract.base import UNREADABLE
from server.core import journal
from server.core.chain import Difference
from server.core.journal import Head
from server.core.journal_tables import journal as rows
from server.recovery import queries

log = logging.getLogger("coastal.recovery")


class Seen(msgspec.Struct, frozen=True):
    """The furthest head that was looked at."""

    epoch: str
    seq: int
    hash: str


class Anchor:
    """One small file for each database. Replaced whole; a power cut leaves the one before, which is a bound still."""

    def __init__(self, folder: Path, url: str) -> None:
        self._path = folder / f"head-{hashlib.sha256(url.encode()).hexdigest()[:12]}.json"
        self._last: Seen | None = None

    def read(self) -> Seen | None:
        """What was noted; None where nothing was, or nothing that can be read."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Seen)
        except (OSError, *UNREADABLE):
            return None

    def note(self, head: Head) -> None:
        """Remember a committed head. A folder that cannot be written costs this bound, never a posting."""
        seen = Seen(head.epoch, head.seq, head.hash)
        if seen == self._last:
            return
        part = self._path.with_suffix(".part")
        try:
            part.write_bytes(msgspec.json.encode(seen))
            part.replace(self._path)
        except OSError as error:
            log.warning("anchor", extra={"error": type(error).__name__})
            return
        self._last = seen


def check(conn: Connection, anchor: Anchor) -> Iterator[Difference]:
    """What the journal lacks of what was seen of it in this epoch."""
    seen, head = anchor.read(), journal.read_head(conn)
    if seen is None or seen.epoch != head.epoch or seen.seq == 0:
        return
    there = conn.scalar(select(rows.c.hash).where(rows.c.seq == seen.seq)) or "nothing"
    if there != seen.hash:
        yield Difference(f"journal {seen.seq}, as seen before", seen.hash, there)


def begin_if_behind(conn: Connection, anchor: Anchor, at: str) -> bool:
    """Another epoch where the journal went back behind what was seen. Says whether one began."""
    if not any(check(conn, anchor)):
        return False
    row = queries.begin(conn, at)
    log.error("the database went back; another epoch begins", extra={"epoch": row.epoch, "upto": row.upto})
    return True
