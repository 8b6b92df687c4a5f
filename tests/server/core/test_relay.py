"""The word that the journal moved: heard by the others, many as one, and again after the line broke. On the real things."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import psycopg
import pytest

from server.core import relay as relays
from server.core.relay import PostgresLine, RedisLine, Relay, make_relay
from tests.support.postgres import Postgres
from tests.support.redis import RedisServer
from tests.support.waiting import until

OWN_WORD = "?options=-c%20statement_timeout%3D60s%20-c%20lock_timeout%3D7s"
"""As the operators' page says that bounds are overridden."""


class Ear:
    """A relay and how often it was called."""

    def __init__(self, line: relays.Line) -> None:
        self.relay = Relay(line)
        self.calls = 0
        self.relay.start(self._call)

    def _call(self) -> None:
        self.calls += 1


@pytest.fixture(params=[pytest.param("postgres", marks=pytest.mark.postgres), "redis"])
def pair(request: pytest.FixtureRequest) -> Iterator[tuple[Ear, Ear, object]]:
    """Two processes' relays over one line, and what the line runs on."""
    with ExitStack() as stack:
        if request.param == "redis":
            runs_on: object = stack.enter_context(RedisServer())
            ears = [Ear(RedisLine(runs_on.url)) for _ in range(2)]  # type: ignore[attr-defined]
        else:
            runs_on = request.getfixturevalue("postgres")
            ears = [Ear(PostgresLine(request.getfixturevalue("postgres_url") + OWN_WORD)) for _ in range(2)]
        for ear in ears:
            stack.callback(ear.relay.stop)
            until(lambda ear=ear: ear.calls >= 1)
        yield ears[0], ears[1], runs_on


def test_the_others_hear_and_the_teller_does_not(pair: tuple[Ear, Ear, object]) -> None:
    one, two, _ = pair
    until(lambda: one.relay.poke() or two.relay.heard)
    time.sleep(0.1)
    assert (one.relay.heard, two.relay.told) == (0, 0)


def test_many_pokes_are_one_word(pair: tuple[Ear, Ear, object]) -> None:
    one, two, _ = pair
    for _ in range(10_000):
        one.relay.poke()
    until(lambda: two.relay.heard)
    assert one.relay.told < 1_000


def test_after_the_line_broke_it_is_told_to_look_and_hears_again(pair: tuple[Ear, Ear, object]) -> None:
    one, two, runs_on = pair
    calls = two.calls
    if isinstance(runs_on, Postgres):
        with psycopg.connect(runs_on.url(), autocommit=True) as conn:
            conn.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname <> 'postgres'")  # fmt: skip
    else:
        assert isinstance(runs_on, RedisServer)
        runs_on.restart()
    until(lambda: two.calls > calls)
    heard = two.relay.heard
    until(lambda: one.relay.poke() or time.sleep(0.05) or two.relay.heard > heard)


def test_on_sqlite_nobody_is_told(sqlite_url: str) -> None:
    relay = make_relay(sqlite_url, "")
    relay.start(lambda: None)
    relay.poke()
    relay.stop()
    assert relay.told == 0
