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
from teller_app.sync.unlock import Unlocker
from teller_app.sync.workers import Worker
from tests.teller_app.samples import KEY, me

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD, PIN = "correct horse battery", "482915"
Ask = Callable[[Callable[[Lock, Worker], Coroutine[Any, Any, Any]]], Any]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    outbox = Outbox.open(tmp_path / "outbox.db", KEY)
    unlocker, worker = Unlocker(outbox, QUICK), Worker("test")
    unlocker.remember(me(), PASSWORD)
    lock = Lock(outbox, unlocker, Pins(outbox, QUICK))
    yield lambda what: asyncio.run(what(lock, worker))
    worker.close()
    outbox.close()


def test_a_pin_is_set_after_the_password_only(ask: Ask) -> None:
    assert ask(lambda lock, worker: lock.pin_left(worker, me())) == -1
    assert ask(lambda lock, worker: lock.set_pin(worker, me(), "wrong", PIN)) == "bad_credentials"
    assert ask(lambda lock, worker: lock.pin_left(worker, me())) == -1
    assert ask(lambda lock, worker: lock.set_pin(worker, me(), PASSWORD, "123456")) == "weak_pin"
    assert ask(lambda lock, worker: lock.set_pin(worker, me(), PASSWORD, PIN)) == ""
    assert ask(lambda lock, worker: lock.pin(worker, me(), PIN)) == ""


def test_after_five_wrong_pins_the_password_is_needed_and_forgives(ask: Ask) -> None:
    ask(lambda lock, worker: lock.set_pin(worker, me(), PASSWORD, PIN))
    for _ in range(TRIES_MAX):
        assert ask(lambda lock, worker: lock.pin(worker, me(), "739104")) == "wrong_pin"
    assert ask(lambda lock, worker: lock.pin(worker, me(), PIN)) == "pin_locked"
    assert ask(lambda lock, worker: lock.password(worker, me(), "wrong")) == "bad_credentials"
    assert ask(lambda lock, worker: lock.pin(worker, me(), PIN)) == "pin_locked"
    assert ask(lambda lock, worker: lock.password(worker, me(), PASSWORD)) == ""
    assert ask(lambda lock, worker: lock.pin(worker, me(), PIN)) == ""


def test_nobody_signed_in_unlocks_nothing(ask: Ask) -> None:
    assert ask(lambda lock, worker: lock.password(worker, None, PASSWORD)) == "not_signed_in"
    assert ask(lambda lock, worker: lock.pin(worker, None, PIN)) == "not_signed_in"
    assert ask(lambda lock, worker: lock.set_pin(worker, None, PASSWORD, PIN)) == "not_signed_in"
    assert ask(lambda lock, worker: lock.pin_left(worker, None)) == -1
