"""Making a backup of a bank at work, and counting on it only once its books are proved."""

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, update

from server.backup import copying, files
from server.backup.files import BackupRefused, Manifest
from server.core import journal
from server.core.chain import Difference
from server.core.journal_tables import head
from server.db.engine import is_sqlite, one_snapshot, owners_alone, without_bounds
from server.db.metadata import metadata

Verify = Callable[[Connection], Iterator[Difference]]


def make(engine: Engine, path: Path, at: str, verify: Verify) -> tuple[Manifest, list[Difference]]:
    """Copy, prove, name. With differences the file keeps its unfinished name and ``safe_seq`` stays where it is.

    Raises BackupRefused where ``path`` is there already.
    """
    if path.exists():
        raise BackupRefused(f"{path} is there already: a backup overwrites nothing, name another file")
    part = files.part_of(path)
    files.remove(part)
    _copy(engine, part)
    with files.opened(part) as copy, copy.connect() as conn:
        now = journal.read_head(conn)
        made = Manifest(at, engine.dialect.name, copying.revision_of(conn), now.epoch, now.seq, now.hash)
        differences = list(verify(conn))
    if differences:
        return made, differences
    files.seal(part, made)
    files.settle(part, path)
    with engine.execution_options(coastal_write=True).begin() as conn:
        count_on(conn, made)
    return made, []


def count_on(conn: Connection, made: Manifest) -> None:
    """From here on the workstations need not keep what is in the backup."""
    later = (head.c.id == 1) & (head.c.epoch == made.epoch) & (head.c.safe_seq < made.seq)
    conn.execute(update(head).where(later).values(safe_seq=made.seq))


def _copy(engine: Engine, part: Path) -> None:
    with engine.connect() as conn:
        source = files.file_of(conn)
    if source is not None:
        files.vacuum_into(source, part)
        return
    owners_alone(part)
    with files.opened(part) as target:
        metadata.create_all(target, tables=[table for table in copying.tables() if table.metadata is metadata])
        with target.execution_options(coastal_write=True).begin() as into, _snapshot(engine) as conn:
            copying.VERSION.create(into)
            copying.copy_all(conn, into)


def _snapshot(engine: Engine) -> Connection:
    conn = one_snapshot(engine.connect())
    if not is_sqlite(conn):
        without_bounds(conn)
    return conn
