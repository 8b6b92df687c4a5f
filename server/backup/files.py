"""A backup is one SQLite file, whatever the bank runs on: ``verify`` proves it as it is, and either database takes it back.

It is written beside its place and named at the end, so that a file with the name is whole. Source of the copying on SQLite: VACUUM INTO,
which reads one snapshot and blocks no writer.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import msgspec
from sqlalchemy import URL, Connection, Engine

from server.db.engine import open_engine, owners_alone

MARK = "coastal_backup"
PART = ".part"


class BackupRefused(Exception):
    """A file that is no backup, or a place that is taken. ``why`` is for people."""


type Said = Annotated[str, msgspec.Meta(pattern=r"^[ -~]{0,64}(?!\n)$")]
"""What a stranger's file may put on an operator's screen."""


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself. ``seq``, ``hash`` and ``epoch`` are those of the journal's head in it."""

    made_at: Said
    source: Said
    revision: Said
    epoch: Said
    seq: Annotated[int, msgspec.Meta(ge=0)]
    hash: Said


_manifests = msgspec.json.Decoder(Manifest)


def part_of(path: Path) -> Path:
    """Where a file lies until it is whole."""
    return path.with_name(path.name + PART)


def vacuum_into(source: Path, target: Path) -> None:
    """A consistent copy of a SQLite file, also while others write to it; ``target`` is made, for its owner alone."""
    owners_alone(target)
    with closing(sqlite3.connect(_looked_at(source), uri=True, isolation_level=None)) as conn:
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
        with closing(sqlite3.connect(_looked_at(path), uri=True)) as conn:
            row = conn.execute(f"SELECT manifest FROM {MARK}").fetchone()  # noqa: S608 - our own name
        return _manifests.decode(row[0])
    except (sqlite3.Error, TypeError, msgspec.MsgspecError) as error:
        raise BackupRefused(f"{path}: no backup of a bank") from error


def demand_plain(path: Path) -> None:
    """A bank's file acts by itself on nothing. Raises BackupRefused where one would: a trigger outlives its restoring."""
    with closing(sqlite3.connect(_looked_at(path), uri=True)) as conn:
        found = conn.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()
    if found[0]:
        raise BackupRefused(f"{path}: holds triggers or views, which no bank made")


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
    # Whatever the file is called: in a written address a ? or # would mean something.
    engine = open_engine(URL.create("sqlite", database=str(path)))
    try:
        yield engine
    finally:
        engine.dispose()
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("PRAGMA journal_mode = DELETE")


def _looked_at(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"


def file_of(conn: Connection) -> Path | None:
    """The file behind a SQLite connection, None on PostgreSQL."""
    name = conn.engine.url.database
    return Path(name) if conn.dialect.name == "sqlite" and name else None


def remove(path: Path) -> None:
    """A part that an earlier try left behind."""
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
