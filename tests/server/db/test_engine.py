"""SQLite really runs with a log that is synced, and a writer really begins as one."""

import sqlite3
from pathlib import Path

import pytest

from server.db.engine import is_sqlite, open_engine


def test_sqlite_is_durable(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/b.db")
    with engine.connect() as conn:
        assert conn.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert conn.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert is_sqlite(conn)
    engine.dispose()


def test_a_writer_holds_the_file_from_its_first_word(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/b.db").execution_options(coastal_write=True)
    with engine.begin():
        other = sqlite3.connect(tmp_path / "b.db", timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
    engine.dispose()


def test_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="mysql"):
        open_engine("mysql://x/y")
