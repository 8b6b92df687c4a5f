"""A booking that was answered is on the disk: the pragmas are asked of the database, not read from our code."""

import threading
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from server.db import engine as engines
from server.db.engine import is_sqlite, one_snapshot, open_engine, without_bounds, words_for_libpq


def test_sqlite_is_durable_and_lets_readers_read(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    asked = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
    with engine.connect() as one, engine.connect() as other:
        for conn in (one, other):
            found = {name: conn.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in asked}
            assert found == asked
        assert is_sqlite(engine)
        assert is_sqlite(one)
    engine.dispose()


def test_a_writer_takes_the_file_at_its_first_word(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A transaction that only found out at its first write that another one is writing could not be repeated safely."""
    monkeypatch.setattr(engines, "BUSY_TIMEOUT_MS", 50)
    engine = open_engine(sqlite_url)
    writing = engine.execution_options(coastal_write=True)
    with writing.begin() as first:
        first.exec_driver_sql("CREATE TABLE t (x)")
        with pytest.raises(OperationalError, match="locked"), writing.begin():
            pass
        with engine.begin() as reader:
            assert reader.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0
    with engine.begin() as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 1
    engine.dispose()


def test_a_failed_transaction_leaves_nothing_not_even_a_table(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with pytest.raises(RuntimeError), engine.begin() as conn:
        conn.exec_driver_sql("CREATE TABLE t (x)")
        raise RuntimeError
    with engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0
    engine.dispose()


def test_connections_may_change_threads(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    found: list[int] = []

    def ask() -> None:
        with engine.connect() as conn:
            found.append(conn.exec_driver_sql("SELECT 1").scalar_one())

    ask()
    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [1, 1]
    engine.dispose()


@pytest.mark.postgres
def test_postgresql_is_reached_by_our_driver_whatever_the_url_names(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    with engine.connect() as conn:
        assert conn.dialect.driver == "psycopg"
        assert conn.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
        assert conn.exec_driver_sql("SHOW fsync").scalar_one() == "on"
        assert not is_sqlite(conn)
    engine.dispose()


def test_another_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unknown database kind: mysql"):
        open_engine("mysql://host/bank")
    with pytest.raises(ArgumentError):
        open_engine(str(tmp_path / "bank.db"))


@pytest.mark.postgres
def test_postgres_waits_for_nothing_without_end(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    try:
        with engine.connect() as conn:
            names = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
            found = {name: conn.exec_driver_sql(f"SHOW {name}").scalar() for name in names}
            assert found == dict(zip(names, ("5s", "30s", "1min"), strict=True))
            without_bounds(conn)
            assert conn.exec_driver_sql("SHOW statement_timeout").scalar() == "0"
    finally:
        engine.dispose()
    told = open_engine(postgres_url + "?options=-c%20statement_timeout%3D7s")
    try:
        with told.connect() as conn:
            assert conn.exec_driver_sql("SHOW statement_timeout").scalar() == "7s", "the URL's own word counts"
            driver: Any = conn.connection.driver_connection
            assert driver.info.get_parameters()["tcp_user_timeout"] == "30000"
    finally:
        told.dispose()


@pytest.mark.postgres
def test_a_connection_beside_the_pool_is_told_what_the_url_says(postgres_url: str) -> None:
    words = words_for_libpq(
        f"{postgres_url}?options=-c%20statement_timeout%3D7s%20-c%20lock_timeout%3D2s&connect_timeout=9"
    )
    assert words["connect_timeout"] == "9"
    with psycopg.connect(**words) as conn:
        assert conn.execute("SHOW statement_timeout").fetchone() == ("7s",)
        assert conn.execute("SHOW lock_timeout").fetchone() == ("2s",)
        assert conn.info.get_parameters()["keepalives_idle"] == "10"


def test_one_snapshot_sees_nothing_of_what_comes_later(database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        conn.exec_driver_sql("CREATE TABLE things (n INTEGER)")
    with engine.connect() as plain, one_snapshot(plain) as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM things").scalar_one() == 0
        with engine.execution_options(coastal_write=True).begin() as other:
            other.exec_driver_sql("INSERT INTO things VALUES (1)")
        assert conn.exec_driver_sql("SELECT count(*) FROM things").scalar_one() == 0
    with engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM things").scalar_one() == 1
    engine.dispose()


def test_an_error_says_no_value_that_was_looked_for(database_url: str) -> None:
    """It goes to the log with all its words."""
    engine = open_engine(database_url)
    with engine.connect() as conn, pytest.raises(DBAPIError) as failed:
        conn.execute(text("SELECT 1 FROM nowhere WHERE name = :name"), {"name": "Abena Serwaa"})
    engine.dispose()
    assert "nowhere" in str(failed.value)
    assert "Abena" not in str(failed.value)
