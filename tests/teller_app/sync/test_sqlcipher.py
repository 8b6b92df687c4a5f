import stat
from pathlib import Path

import pytest

from teller_app.sync.sqlcipher import (
    DatabaseError,
    OperationalError,
    WrongKey,
    check_pages,
    migrate,
    open_encrypted,
    transaction,
)

KEY, OTHER = b"a" * 32, b"b" * 32


def test_opens_with_its_key_alone_and_shows_nothing_without(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    db = open_encrypted(path, KEY)
    assert db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.execute("CREATE TABLE t (a)")
    db.execute("INSERT INTO t VALUES ('Efua Mensah')")
    db.close()
    assert b"Efua" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(WrongKey):
        open_encrypted(path, OTHER)


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    db = open_encrypted(tmp_path / "x.db", KEY)
    db.execute("CREATE TABLE t (a)")
    with pytest.raises(ZeroDivisionError), transaction(db):
        db.execute("INSERT INTO t VALUES (1)")
        _ = 1 / 0
    assert db.execute("SELECT count(*) FROM t").fetchone() == (0,)
    db.close()


def test_migrations_run_once_and_a_broken_one_changes_nothing(tmp_path: Path) -> None:
    db = open_encrypted(tmp_path / "x.db", KEY)
    first = ("CREATE TABLE t (a)",)
    assert migrate(db, [first]) == 0
    with pytest.raises(OperationalError):
        migrate(db, [first, ("CREATE TABLE u (a)", "CREATE TABLE t (b)")])
    assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("t",)]
    assert migrate(db, [first, ("CREATE TABLE u (a)",)]) == 1
    assert migrate(db, [first]) == 2
    db.close()


def test_a_damaged_page_is_found_though_nobody_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "some.db"
    connection = open_encrypted(file, bytes(32))
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT)")
    connection.executemany("INSERT INTO t VALUES (?, ?)", [(n, "x" * 500) for n in range(100)])
    check_pages(connection)
    connection.close()
    content = bytearray(file.read_bytes())
    content[-2_000] ^= 1
    file.write_bytes(content)
    connection = open_encrypted(file, bytes(32))
    with pytest.raises(DatabaseError, match="damaged"):
        check_pages(connection)
    connection.close()


def test_a_page_of_an_older_copy_is_found_though_it_is_sealed(tmp_path: Path) -> None:
    """Under one key each page vouches for itself and its place, not for its time: a query broke on it later, and nothing was sent any more."""
    file = tmp_path / "some.db"

    def write(*rows: int) -> bytes:
        connection = open_encrypted(file, bytes(32), wal=False)
        connection.execute("CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY, state TEXT)")
        connection.execute("CREATE INDEX IF NOT EXISTS t_state ON t (state, n)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", [(n, "queued") for n in rows])
        check_pages(connection)
        connection.close()
        return file.read_bytes()

    before, after = write(*range(10)), write(*range(10, 20))
    page = next(at for at in range(4096, len(after), 4096) if before[at : at + 4096] != after[at : at + 4096])
    file.write_bytes(after[:page] + before[page : page + 4096] + after[page + 4096 :])
    connection = open_encrypted(file, bytes(32))
    with pytest.raises(DatabaseError, match="fit together"):
        check_pages(connection)
    connection.close()
