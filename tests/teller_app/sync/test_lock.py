"""The lock's two ways in, and how one forgives the other."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from teller_app.sync.lock import Lock
from teller_app.sync.outbox import Outbox
from teller_app.sync.pins import TRIES_MAX, Pins
from teller_app.sync.workers import Worker
from tests.teller_app.samples import KEY, me

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PIN = "482915"
Ask = Callable[[Callable[[Lock, Worker], Coroutine[Any, Any, Any]]], Any]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    outbox = Outbox.open(tmp_path / "outbox.db", KEY)
    worker = Worker("test")
    lock = Lock(outbox, Pins(outbox, QUICK))
    yield lambda what: asyncio.run(what(lock, worker))
    worker.close()
    outbox.close()


def test_a_pin_that_is_set_counts(ask: Ask) -> None:
    assert ask(lambda lock, worker: lock.left(worker, me())) == -1
    assert ask(lambda lock, worker: lock.set(worker, me(), "123456")) == "weak_pin"
    assert ask(lambda lock, worker: lock.set(worker, me(), PIN)) == ""
    assert ask(lambda lock, worker: lock.pin(worker, me(), PIN)) == ""
    assert ask(lambda lock, worker: lock.left(worker, me())) == TRIES_MAX


def test_after_five_wrong_pins_the_password_is_needed_and_forgives(ask: Ask) -> None:
    ask(lambda lock, worker: lock.set(worker, me(), PIN))
    for _ in range(TRIES_MAX):
        assert ask(lambda lock, worker: lock.pin(worker, me(), "739104")) == "wrong_pin"
    assert ask(lambda lock, worker: lock.pin(worker, me(), PIN)) == "pin_locked"
    ask(lambda lock, worker: lock.forgive(worker, me()))
    assert ask(lambda lock, worker: lock.pin(worker, me(), PIN)) == ""


def test_nobodys_pin_unlocks_nothing(ask: Ask) -> None:
    assert ask(lambda lock, worker: lock.pin(worker, None, PIN)) == "pin_locked"
    assert ask(lambda lock, worker: lock.set(worker, None, PIN)) == "pin_locked"
    assert ask(lambda lock, worker: lock.left(worker, None)) == -1
