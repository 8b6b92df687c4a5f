"""A file with the name is whole, and says what it is."""

import sqlite3
from pathlib import Path

import pytest

from server.backup import files
from server.backup.files import BackupRefused, Manifest

MADE = Manifest("2026-11-24T10:00:00.000Z", "sqlite", "0005", "epoch", 7, "ab")


def test_it_says_what_it_is_until_it_becomes_a_bank(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    sqlite3.connect(path).close()
    files.seal(path, MADE)
    assert files.manifest_of(path) == MADE
    files.unseal(path)
    with pytest.raises(BackupRefused, match="no backup"):
        files.manifest_of(path)


@pytest.mark.parametrize("content", [b"", b"rubbish that is no database at all", None])
def test_what_is_none_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "b.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BackupRefused):
        files.manifest_of(path)


def test_it_gets_its_name_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    part = files.part_of(path)
    part.write_bytes(b"whole")
    files.settle(part, path)
    assert (path.read_bytes(), part.exists()) == (b"whole", False)
    part.write_bytes(b"left behind")
    files.remove(part)
    assert not part.exists()


def test_a_copy_is_taken_beside_a_writer(tmp_path: Path) -> None:
    source = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    source.execute("PRAGMA journal_mode = WAL")
    source.execute("CREATE TABLE t (n)")
    source.execute("INSERT INTO t VALUES (1)")
    source.execute("BEGIN IMMEDIATE")
    source.execute("INSERT INTO t VALUES (2)")
    # As a place may be called, and as an address would misread it.
    there = tmp_path / "b #%41?mode=rwc&.db"
    files.vacuum_into(tmp_path / "a.db", there)
    files.demand_plain(there)
    with files.opened(there) as engine, engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT n FROM t").fetchall() == [(1,)]
    source.execute("COMMIT")
    source.close()
    with sqlite3.connect(there) as copy:
        assert copy.execute("SELECT n FROM t").fetchall() == [(1,)]
    copy.close()
