"""A backup is one SQLite file, whatever the bank runs on: ``verify`` proves it as it is, and either database takes it back.

It is written beside its place and named at the end, so that a file with the name is whole. Source of the copying on SQLite: VACUUM INTO,
which reads one snapshot and blocks no writer.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine

from server.db.engine import open_engine

MARK = "coastal_backup"
PART = ".part"


class BackupRefused(Exception):
    """A file that is no backup, or a place that is taken. ``why`` is for people."""


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself. ``seq``, ``hash`` and ``epoch`` are those of the journal's head in it."""

    made_at: str
    source: str
    revision: str
    epoch: str
    seq: int
    hash: str


_manifests = msgspec.json.Decoder(Manifest)


def part_of(path: Path) -> Path:
    """Where a file lies until it is whole."""
    return path.with_name(path.name + PART)


def vacuum_into(source: Path, target: Path) -> None:
    """A consistent copy of a SQLite file, also while others write to it."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, isolation_level=None)) as conn:
        conn.execute("PRAGMA busy_timeout = 10000")
        conn.execute("VACUUM INTO ?", (str(target),))


def seal(path: Path, manifest: Manifest) -> None:
    """Write what the file says of itself."""
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(f"CREATE TABLE {MARK} (manifest TEXT NOT NULL)")
        conn.execute(f"INSERT INTO {MARK} VALUES (?)", (msgspec.json.encode(manifest).decode(),))  # noqa: S608 - our own name


def unseal(path: Path) -> None:
    """Make a bank's file of a backup's copy."""
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(f"DROP TABLE {MARK}")


def manifest_of(path: Path) -> Manifest:
    """Raises BackupRefused for a file that is none of ours."""
    if not path.is_file():
        raise BackupRefused(f"{path}: no such file")
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
            row = conn.execute(f"SELECT manifest FROM {MARK}").fetchone()  # noqa: S608 - our own name
        return _manifests.decode(row[0])
    except (sqlite3.Error, TypeError, msgspec.MsgspecError) as error:
        raise BackupRefused(f"{path}: no backup of a bank") from error


def settle(part: Path, path: Path) -> None:
    """On the disk, then under its name: a power cut leaves the whole file or none of that name."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def opened(path: Path) -> Iterator[Engine]:
    """The file as a database, without leaving its write-ahead log behind."""
    engine = open_engine(f"sqlite:///{path}")
    try:
        yield engine
    finally:
        engine.dispose()
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("PRAGMA journal_mode = DELETE")


def file_of(conn: Connection) -> Path | None:
    """The file behind a SQLite connection, None on PostgreSQL."""
    name = conn.engine.url.database
    return Path(name) if conn.dialect.name == "sqlite" and name else None


def remove(path: Path) -> None:
    """A part that an earlier try left behind."""
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
