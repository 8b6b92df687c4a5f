"""A backup becomes a bank again: in an empty place, all or nothing, in another epoch, with its books proved."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, inspect

from server.backup import copying, files
from server.backup.files import BackupRefused, Manifest
from server.backup.making import Verify
from server.core import journal
from server.core.chain import Difference
from server.db.engine import is_sqlite, without_bounds

Begin = Callable[[Connection, str, int], object]
"""(connection, stamp, safe_seq): another epoch begins."""
Upgrade = Callable[[Connection], None]


class BooksNotWhole(Exception):
    """The restored books differ. Nothing was kept."""

    def __init__(self, differences: list[Difference]) -> None:
        super().__init__(f"{len(differences)} differences")
        self.differences = differences


def restore(path: Path, engine: Engine, at: str, verify: Verify, upgrade: Upgrade, begin: Begin) -> Manifest:
    """Raises BackupRefused for a file that is none, or another than it says, or a place that is taken; BooksNotWhole where ``verify`` differs."""
    made = files.manifest_of(path)
    files.demand_plain(path)
    if is_sqlite(engine):
        _into_file(path, Path(engine.url.database or ""), lambda conn: _finish(conn, at, made, verify, upgrade, begin))
        return made
    if inspect(engine).get_table_names():
        raise BackupRefused("the database is not empty: a restore overwrites nothing, name an empty one")
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        files.vacuum_into(path, copy)
        files.unseal(copy)
        with files.opened(copy) as source:
            with source.execution_options(coastal_write=True).begin() as conn:
                upgrade(conn)
            with source.connect() as held, engine.begin() as conn:
                without_bounds(conn)
                upgrade(conn)
                copying.copy_all(held, conn, versions=False)
                _finish(conn, at, made, verify, upgrade, begin)
    return made


def _into_file(path: Path, place: Path, finish: Callable[[Connection], None]) -> None:
    if place.exists():
        raise BackupRefused(
            f"{place} is there already: a restore overwrites nothing, name another place or move it away"
        )
    part = files.part_of(place)
    files.remove(part)
    files.vacuum_into(path, part)
    files.unseal(part)
    with files.opened(part) as engine, engine.execution_options(coastal_write=True).begin() as conn:
        finish(conn)
    files.settle(part, place)


def _finish(conn: Connection, at: str, made: Manifest, verify: Verify, upgrade: Upgrade, begin: Begin) -> None:
    upgrade(conn)
    now = journal.read_head(conn)
    if (now.epoch, now.seq, now.hash) != (made.epoch, made.seq, made.hash):
        raise BackupRefused(f"it says that it holds the books up to {made.seq}, and does not: it was altered")
    differences = list(verify(conn))
    if differences:
        raise BooksNotWhole(differences)
    begin(conn, at, made.seq)
