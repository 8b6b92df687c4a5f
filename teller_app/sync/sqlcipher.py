"""Encrypted SQLite files (SQLCipher): opened with a raw 32-byte key, WAL, synchronous=FULL."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, cast

from sqlcipher3 import dbapi2

DatabaseError: type[Exception] = dbapi2.DatabaseError
OperationalError: type[Exception] = dbapi2.OperationalError
BUSY_S = 5.0


class Cursor(Protocol):
    """What a statement hands back."""

    rowcount: int

    def fetchone(self) -> tuple[Any, ...] | None: ...
    def fetchall(self) -> list[tuple[Any, ...]]: ...
    def __iter__(self) -> Iterator[tuple[Any, ...]]: ...


class Connection(Protocol):
    """The part of a DB-API connection that the replica's folds and queries use."""

    @property
    def in_transaction(self) -> bool: ...

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Cursor: ...
    def executemany(self, sql: str, rows: Sequence[Sequence[Any]], /) -> Cursor: ...
    def interrupt(self) -> None: ...
    def close(self) -> None: ...


class WrongKey(Exception):
    """The file is no database under this key: copied from elsewhere, or damaged."""


def open_encrypted(path: Path, key: bytes, wal: bool = True) -> Connection:
    """The database at ``path``, made if absent, mode 0600. Raises WrongKey; OSError where the folder cannot be written.

    Without ``wal`` it is one file whenever nothing is being written, and may lie on another machine's disk.
    """
    if len(key) != 32:
        raise ValueError("a store key has 32 bytes")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)
    raw = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_S)
    connection = cast(Connection, raw)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'TRUNCATE'}").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = 1")
    except dbapi2.DatabaseError as error:
        connection.close()
        if "not a database" in str(error) or "malformed" in str(error):
            raise WrongKey(path.name) from None
        raise
    return connection


def check_pages(connection: Connection) -> None:
    """Compare every page with its seal, also those that no query happens to read, then the pages with each other: one of an older
    copy of the file is sealed as well, and what was indexed is no longer there. Raises DatabaseError.
    """
    bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    if bad:
        raise dbapi2.DatabaseError(f"{len(bad)} pages are damaged")
    if connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
        raise dbapi2.DatabaseError("the pages do not fit together")


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """BEGIN IMMEDIATE to COMMIT; anything raised rolls everything back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        # A full disk lets SQLite roll back by itself: a second ROLLBACK would hide the real error.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def migrate(connection: Connection, steps: Sequence[Sequence[str]]) -> int:
    """Bring ``user_version`` up to ``len(steps)``, each step in its own transaction. The version it was before.

    A file from a newer program is left alone: the version returned is then larger than ``len(steps)``.
    """
    row = connection.execute("PRAGMA user_version").fetchone()
    version = int(row[0]) if row else 0
    for number, statements in enumerate(steps[version:], start=version + 1):
        with transaction(connection):
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
    return version
