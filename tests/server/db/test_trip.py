"""Statements said straight to libpq: one trip, answers in their order, and an error leaves nothing and a connection that goes on."""

import os
import signal
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import make_url

from server.db.trip import COMMIT, PREPARED_MAX, Prepared, exchange

LONG = "x" * 3_000_000
"""More than a socket takes at once."""


@pytest.fixture
def driver(postgres_url: str) -> Iterator[psycopg.Connection[Any]]:
    url = make_url(postgres_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as made:
        made.execute("CREATE TABLE IF NOT EXISTS trips (n int PRIMARY KEY)")
        made.execute("DELETE FROM trips")
        made.commit()
        yield made
        if not made.closed:
            made.rollback()


def numbers(driver: psycopg.Connection[Any]) -> list[int]:
    found = [n for (n,) in driver.execute("SELECT n FROM trips ORDER BY n").fetchall()]
    driver.rollback()
    return found


@pytest.mark.parametrize("prepared", [None, {}])
def test_answers_come_in_their_order_and_a_transaction_begins_by_itself(
    driver: psycopg.Connection[Any], prepared: Prepared | None
) -> None:
    for n in (1, 2):
        one, put, three = exchange(
            driver,
            [("SELECT 'one'", ()), ("INSERT INTO trips VALUES ($1::int)", [b"%d" % n]), ("SELECT $1::text", [b"3"])],
            prepared,
        )
        assert (one.get_value(0, 0), put.command_status, three.get_value(0, 0)) == (b"one", b"INSERT 0 1", b"3")
        assert driver.info.transaction_status == TransactionStatus.INTRANS
    driver.rollback()
    assert numbers(driver) == []


def test_the_commit_travels_with_the_rest(driver: psycopg.Connection[Any]) -> None:
    exchange(driver, [("INSERT INTO trips VALUES (1)", ()), COMMIT])
    assert driver.info.transaction_status == TransactionStatus.IDLE
    assert numbers(driver) == [1]


@pytest.mark.parametrize("prepared", [None, {}])
def test_after_one_that_fails_nothing_is_done(driver: psycopg.Connection[Any], prepared: Prepared | None) -> None:
    put = ("INSERT INTO trips VALUES ($1::int)", [b"1"])
    with pytest.raises(psycopg.errors.UniqueViolation):
        exchange(driver, [put, put, COMMIT], prepared)
    assert driver.info.transaction_status == TransactionStatus.INERROR
    driver.rollback()
    assert numbers(driver) == []
    exchange(driver, [put, COMMIT], prepared)
    assert numbers(driver) == [1]


def test_what_could_not_be_prepared_is_prepared_anew(driver: psycopg.Connection[Any]) -> None:
    prepared: Prepared = {}
    ask = ("SELECT n FROM later", ())
    for _ in range(2):
        with pytest.raises(psycopg.errors.UndefinedTable):
            exchange(driver, [ask], prepared)
        driver.rollback()
    assert ask[0] not in prepared
    exchange(driver, [("CREATE TEMPORARY TABLE later (n int)", ()), COMMIT], prepared)
    assert exchange(driver, [ask, ask], prepared)[1].ntuples == 0


def test_a_connection_does_not_prepare_without_end(driver: psycopg.Connection[Any]) -> None:
    prepared: Prepared = {}
    for n in range(PREPARED_MAX + 3):
        assert exchange(driver, [(f"SELECT {n}", ())], prepared)[0].get_value(0, 0) == b"%d" % n
    assert len(prepared) == PREPARED_MAX


def test_more_than_the_socket_takes_at_once_both_ways(driver: psycopg.Connection[Any]) -> None:
    answers = exchange(driver, [("SELECT $1::text", [LONG.encode()])] * 3)
    assert [answer.get_value(0, 0) for answer in answers] == [LONG.encode()] * 3


def test_the_level_that_the_connection_has(driver: psycopg.Connection[Any]) -> None:
    driver.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    (level,) = exchange(driver, [("SHOW transaction_isolation", ())])
    assert level.get_value(0, 0) == b"repeatable read"


def test_a_connection_that_is_cut_says_so(driver: psycopg.Connection[Any], postgres_url: str) -> None:
    url = make_url(postgres_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (driver.info.backend_pid,))
    with pytest.raises(psycopg.OperationalError):
        for _ in range(10):
            exchange(driver, [("SELECT pg_sleep(0.1)", ())])
    assert driver.closed


@pytest.mark.parametrize("frozen", [True, False])
def test_who_is_silent_for_too_long_is_lost(driver: psycopg.Connection[Any], frozen: bool) -> None:
    """A backend that was stopped ends no statement by itself. One that only takes its time is waited for: the control."""
    pid = driver.info.backend_pid
    if frozen:
        os.kill(pid, signal.SIGSTOP)
    try:
        if frozen:
            with pytest.raises(psycopg.OperationalError, match="silent"):
                exchange(driver, [("SELECT 1", ())], None, 0.2)
        else:
            exchange(driver, [("SELECT pg_sleep(0.3)", ())], None, 60.0)
        assert bool(driver.closed) is frozen
    finally:
        os.kill(pid, signal.SIGCONT)
