"""The outbox a second time, on another disk: each change is there, synced, before the outbox's own commit returns.

It is a complete outbox under the same keys, without the verifiers of people's passwords. A mirror that cannot be written is told and
left out: a stick that was pulled out must not stop the counter. It catches up when it is there again.
"""

import logging
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from teller_app.sync.outbox_rows import MIGRATIONS
from teller_app.sync.sqlcipher import Connection, Cursor, DatabaseError, WrongKey, migrate, open_encrypted, transaction

log = logging.getLogger(__name__)
AGAIN_S = 60.0
"""How long a mirror that failed is left alone."""
_WATCH = (
    "PRAGMA temp_store = MEMORY",
    "CREATE TEMP TABLE touched (n INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE touched_receipts (n INTEGER PRIMARY KEY)",
    # Not OR IGNORE: the policy of the statement that fires a trigger goes before the trigger's own.
    """CREATE TEMP TRIGGER put AFTER INSERT ON main.outbox BEGIN
       INSERT INTO touched SELECT new.n WHERE new.n NOT IN (SELECT n FROM touched); END""",
    """CREATE TEMP TRIGGER moved AFTER UPDATE ON main.outbox BEGIN
       INSERT INTO touched SELECT new.n WHERE new.n NOT IN (SELECT n FROM touched); END""",
    """CREATE TEMP TRIGGER given AFTER INSERT ON main.receipts BEGIN
       INSERT INTO touched_receipts SELECT new.rowid WHERE new.rowid NOT IN (SELECT n FROM touched_receipts); END""",
    """CREATE TEMP TRIGGER raised AFTER UPDATE ON main.receipts BEGIN
       INSERT INTO touched_receipts SELECT new.rowid WHERE new.rowid NOT IN (SELECT n FROM touched_receipts); END""",
)
_FORGET = ("DELETE FROM temp.touched", "DELETE FROM temp.touched_receipts")


class Mirror:
    """``beside`` wraps the outbox's connection. ``told`` hears "outbox_mirror" once each time the mirror is lost."""

    def __init__(self, path: Path, key: bytes, told: Callable[[], None], clock: Callable[[], float] = time.monotonic):
        self.path = path
        self._key = key
        self._told = told
        self._clock = clock
        self._there: Connection | None = None
        self._again_at = 0.0
        self._lost = False

    def beside(self, connection: Connection) -> Connection:
        """A connection that brings the mirror level after each commit. Both are level when this returns."""
        for statement in _WATCH:
            connection.execute(statement)
        self.level(connection)
        return _Mirrored(connection, self)

    def level(self, source: Connection) -> None:
        """Copy what was touched since the last time, or all of it into a mirror that has just been opened."""
        try:
            if self._there is None:
                if self._clock() < self._again_at:
                    return
                self._there = self._opened()
                touched, receipts = "1", "1"
            else:
                touched = "n IN (SELECT n FROM temp.touched)"
                receipts = "rowid IN (SELECT n FROM temp.touched_receipts)"
            self._copy(source, self._there, touched, receipts)
            for statement in _FORGET:
                source.execute(statement)
            self._lost = False
        except (DatabaseError, OSError, WrongKey) as error:
            log.warning("the outbox's mirror failed: %s", type(error).__name__)
            self.close()
            self._again_at = self._clock() + AGAIN_S
            if not self._lost:
                self._lost = True
                self._told()

    def close(self) -> None:
        """Close the mirror's file."""
        there, self._there = self._there, None
        if there is not None:
            there.close()

    def _opened(self) -> Connection:
        connection = open_encrypted(self.path, self._key, wal=False)
        if migrate(connection, MIGRATIONS) > len(MIGRATIONS):
            connection.close()
            raise WrongKey("newer")
        return connection

    def _copy(self, source: Connection, there: Connection, touched: str, receipts: str) -> None:
        rows = source.execute(f"SELECT * FROM outbox WHERE {touched}").fetchall()  # noqa: S608 - our own words
        given = source.execute(f"SELECT * FROM receipts WHERE {receipts}").fetchall()  # noqa: S608
        ends = source.execute("SELECT * FROM ends").fetchall()
        with transaction(there):
            _put(there, "outbox", rows)
            _put(there, "receipts", given)
            _put(there, "ends", ends)
            there.execute("DELETE FROM outbox WHERE n <= (SELECT base_n FROM ends) OR n > (SELECT head_n FROM ends)")


class _Mirrored:
    """The outbox's connection; a commit is over when the mirror has it, too."""

    def __init__(self, connection: Connection, mirror: Mirror) -> None:
        self._connection = connection
        self._mirror = mirror

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Cursor:
        cursor = self._connection.execute(sql, parameters)
        if sql == "COMMIT":
            self._mirror.level(self._connection)
        return cursor

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]], /) -> Cursor:
        return self._connection.executemany(sql, rows)

    def interrupt(self) -> None:
        self._connection.interrupt()

    def close(self) -> None:
        self._connection.close()
        self._mirror.close()


def restored(outbox: Path, mirror: Path, key: bytes) -> bool:
    """Take the mirror's copy where the outbox's own file is gone. Whether it was taken."""
    if outbox.exists() or not mirror.exists():
        return False
    try:
        # Opened once, so that what a power cut left half written in it is rolled back first.
        open_encrypted(mirror, key, wal=False).close()
        outbox.parent.mkdir(parents=True, exist_ok=True)
        fresh = outbox.with_suffix(".fresh")
        shutil.copyfile(mirror, fresh)
        fresh.chmod(0o600)
        fresh.replace(outbox)
    except (WrongKey, DatabaseError, OSError) as error:
        log.warning("the outbox's mirror cannot be used: %s", type(error).__name__)
        return False
    return True


def _put(there: Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        marks = ", ".join("?" for _ in rows[0])
        there.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our own names
