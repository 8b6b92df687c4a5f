"""Saving what can be read out of an outbox whose file is damaged. Each page is sealed by itself, so one bad page costs its rows alone.

Rows are carried over with their MACs, never made anew: what does not fit its seal stays behind, and what is missing in the numbers is found and
named by ``Outbox.verify`` as it always is. The damaged file is kept beside the new one.
"""

import time
from collections.abc import Callable
from pathlib import Path

from teller_app.sync.outbox_rows import MIGRATIONS
from teller_app.sync.sqlcipher import Connection, DatabaseError, WrongKey, migrate, open_encrypted, transaction

PART = ".salvaged"


def salvage(path: Path, key: bytes, now: Callable[[], float] = time.time) -> Path | None:
    """Put a file of the readable rows in its place; the path of the damaged one. None where not even its ends can be read.

    ``key`` is the file's own (``profile.outbox_key``).
    """
    part = path.with_name(path.name + PART)
    _remove(part)
    try:
        damaged = _Damaged(path, key)
    except (WrongKey, DatabaseError):
        return None
    fresh = open_encrypted(part, key)
    try:
        migrate(fresh, MIGRATIONS)
        saved = _carry(damaged, fresh)
        fresh.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        fresh.close()
        damaged.close()
    if not saved:
        _remove(part)
        return None
    kept = path.with_name(f"{path.name}.damaged-{int(now() * 1000)}")
    path.rename(kept)
    for end in ("-wal", "-shm"):
        side = path.with_name(path.name + end)
        if side.exists():
            side.rename(kept.with_name(kept.name + end))
    part.rename(path)
    return kept


class _Damaged:
    """The damaged file. Once SQLCipher has met a bad page its connection answers nothing more, so it is opened again."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._connection = open_encrypted(path, key)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """What the statement finds; nothing where a page it needs is bad."""
        try:
            return self._connection.execute(sql).fetchall()
        except DatabaseError:
            self.close()
            self._connection = open_encrypted(self._path, self._key)
            return []

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _carry(damaged: _Damaged, fresh: Connection) -> bool:
    """Copy the small tables whole where they can be read, the rows one by one. False without the ends of the chain."""
    small = fresh.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'outbox'").fetchall()
    with transaction(fresh):
        for (table,) in small:
            for row in damaged.rows(f"SELECT * FROM {table}"):  # noqa: S608 - our own names
                _insert(fresh, table, row)
        ends = fresh.execute("SELECT base_n, head_n FROM ends").fetchone()
        if ends is None:
            return False
        for number in range(ends[0] + 1, ends[1] + 1):
            for row in damaged.rows(f"SELECT * FROM outbox WHERE n = {number}"):  # noqa: S608 - a number of ours
                _insert(fresh, "outbox", row)
    return True


def _insert(fresh: Connection, table: str, row: tuple[object, ...]) -> None:
    marks = ", ".join("?" for _ in row)
    fresh.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)  # noqa: S608 - our own names


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
