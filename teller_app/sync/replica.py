"""One person's working copy of the journal's facts. Disposable: written by the feed alone, dropped whenever it does not fit.

Rooms say how facts become tables (``TABLES``, ``FOLDS``, ``GONE``); one transaction applies a batch and moves the cursor. The law:
a replica that followed the feed equals a fresh snapshot.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import msgspec
from msgspec.structs import replace

from contract.base import Fact
from contract.feed import Batch, Gone, SnapshotPage
from teller_app.sync.crash import crash_point
from teller_app.sync.sqlcipher import Connection, DatabaseError, WrongKey, open_encrypted, transaction
from teller_app.sync.topics import topic_of

LAYOUT = 1
"""Raised when the replica's own tables change; a fold that changes its meaning raises its room's DDL instead."""

Fold = Callable[[Connection, Any], None]
Drop = Callable[[Connection, str], None]


class Folds(Protocol):
    """A room's ``folds.py``: its tables, what a fact does to them, and what ``Gone`` takes away."""

    TABLES: tuple[str, ...]
    FOLDS: Mapping[type[Fact], Fold]
    GONE: Mapping[str, Drop]


class Gap(Exception):
    """A batch begins after the cursor: something is missing in between."""


class PastChanged(Exception):
    """The server's journal is not the one that was followed: its hash or its length contradicts what it said before."""


class Meta(msgspec.Struct, frozen=True):
    """Where the replica stands. ``complete`` is False until a first snapshot is in."""

    cursor: int = 0
    epoch: str = ""
    scope: str = ""
    head_hash: str = ""
    safe_seq: int = 0
    complete: bool = False


class Replica:
    """Used by one worker thread; ``reader`` gives another thread its own connection."""

    def __init__(self, connection: Connection, rooms: Sequence[Folds], path: Path, key: bytes) -> None:
        self._db = connection
        self._path = path
        self._key = key
        self._rooms = rooms
        self._folds: dict[type[Fact], list[Fold]] = {}
        self._drops: dict[str, list[Drop]] = {}
        for room in rooms:
            for kind, fold in room.FOLDS.items():
                self._folds.setdefault(kind, []).append(fold)
            for topic, drop in room.GONE.items():
                self._drops.setdefault(topic, []).append(drop)
        self._loading: Meta | None = None
        self.meta = Meta()

    @classmethod
    def open(cls, path: Path, key: bytes, rooms: Sequence[Folds]) -> "Replica":
        """The replica at ``path``; one with another key, layout or damage is dropped and begun again, empty."""
        layout = layout_of(rooms)
        try:
            connection = open_encrypted(path, key)
            found = _layout(connection)
        except (WrongKey, DatabaseError):
            connection, found = None, None
        if connection is None or found not in (layout, ""):
            if connection is not None:
                connection.close()
            drop_files(path)
            connection = open_encrypted(path, key)
        replica = cls(connection, rooms, path, key)
        replica._load(layout)
        return replica

    def _load(self, layout: str) -> None:
        with transaction(self._db):
            self._db.execute(
                """CREATE TABLE IF NOT EXISTS meta (
                    one INTEGER PRIMARY KEY CHECK (one = 1), layout TEXT, cursor INTEGER, epoch TEXT, scope TEXT,
                    head_hash TEXT, safe_seq INTEGER, complete INTEGER)"""
            )
            row = self._db.execute("SELECT cursor, epoch, scope, head_hash, safe_seq, complete FROM meta").fetchone()
            if row is None:
                self._db.execute("INSERT INTO meta VALUES (1, ?, 0, '', '', '', 0, 0)", (layout,))
                self._make_tables()
            else:
                cursor, epoch, scope, head_hash, safe_seq, complete = row
                self.meta = Meta(cursor, epoch, scope, head_hash, safe_seq, bool(complete))

    def reader(self) -> Connection:
        """A second connection that cannot write, for another thread. Its owner closes it."""
        connection = open_encrypted(self._path, self._key)
        connection.execute("PRAGMA query_only = 1")
        return connection

    def close(self) -> None:
        """Close the file; an unfinished snapshot is gone with it."""
        self.abandon_snapshot()
        # Closing keeps Python's lock until the log is in the file, and the window would stand still: a statement does not.
        with suppress(DatabaseError):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._db.close()

    # -- the feed ------------------------------------------------------------------------------------------------

    def apply(self, batch: Batch) -> frozenset[str]:
        """Fold a batch; the topics that changed. Entries at or below the cursor are skipped. Raises Gap, PastChanged."""
        meta = self.meta
        if batch.after > meta.cursor:
            raise Gap(f"at {meta.cursor}, batch after {batch.after}")
        if batch.upto == meta.cursor and meta.head_hash and batch.head_hash not in ("", meta.head_hash):
            raise PastChanged(f"at {meta.cursor}")
        if batch.upto < meta.cursor or (batch.upto == meta.cursor and batch.safe_seq == meta.safe_seq):
            return frozenset()
        moved = replace(meta, cursor=batch.upto, head_hash=batch.head_hash, safe_seq=batch.safe_seq)
        facts = [fact for entry in batch.entries if entry.seq > meta.cursor for fact in entry.facts]
        with transaction(self._db):
            for fact in facts:
                self._fold(fact)
            self._store(moved)
            crash_point("replica.before_commit")
        self.meta = moved
        return frozenset(topic_of(fact) for fact in facts)

    def _fold(self, fact: Fact) -> None:
        if isinstance(fact, Gone):
            for drop in self._drops.get(fact.topic, ()):
                drop(self._db, fact.key)
            return
        for fold in self._folds.get(type(fact), ()):
            fold(self._db, fact)

    # -- snapshots -----------------------------------------------------------------------------------------------

    def begin_snapshot(self) -> None:
        """Fresh tables inside one transaction: readers see the old ones until ``finish_snapshot``."""
        self.abandon_snapshot()
        self._db.execute("BEGIN IMMEDIATE")
        self._loading = Meta()
        self._drop_tables()
        self._make_tables()

    def add_page(self, page: SnapshotPage) -> None:
        """Fold a page. The first page's sequence, epoch, scope and hash are what the replica will stand at."""
        if self._loading is None:
            raise ValueError("no snapshot was begun")
        if not self._loading.complete:
            self._loading = Meta(page.seq, page.epoch, page.scope, page.head_hash, 0, complete=True)
        for fact in page.facts:
            self._fold(fact)

    def finish_snapshot(self) -> None:
        """Make it the replica."""
        if self._loading is None or not self._loading.complete:
            raise ValueError("no page came in")
        self._store(self._loading)
        crash_point("replica.before_snapshot_commit")
        self._db.execute("COMMIT")
        self.meta, self._loading = self._loading, None

    def abandon_snapshot(self) -> None:
        """Go on with the tables as they were."""
        if self._loading is not None:
            self._loading = None
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def _store(self, meta: Meta) -> None:
        self._db.execute(
            "UPDATE meta SET cursor = ?, epoch = ?, scope = ?, head_hash = ?, safe_seq = ?, complete = ?",
            (meta.cursor, meta.epoch, meta.scope, meta.head_hash, meta.safe_seq, meta.complete),
        )

    def _make_tables(self) -> None:
        for room in self._rooms:
            for statement in room.TABLES:
                self._db.execute(statement)

    def _drop_tables(self) -> None:
        # Virtual tables first: dropping one drops the shadow tables that it made.
        virtual = self._db.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'").fetchall()
        for (name,) in virtual:
            self._db.execute(f'DROP TABLE "{name}"')
        plain = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'meta' AND name NOT LIKE 'sqlite_%'"
        for (name,) in self._db.execute(plain).fetchall():
            self._db.execute(f'DROP TABLE "{name}"')


def layout_of(rooms: Sequence[Folds]) -> str:
    """A fingerprint of all tables: a replica with another one is dropped."""
    text = "\n".join([str(LAYOUT), *(statement for room in rooms for statement in room.TABLES)])
    return hashlib.sha256(text.encode()).hexdigest()


def drop_files(path: Path) -> None:
    """Remove a database and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _layout(connection: Connection) -> str:
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is None:
        return ""
    row = connection.execute("SELECT layout FROM meta").fetchone()
    return str(row[0]) if row else ""
