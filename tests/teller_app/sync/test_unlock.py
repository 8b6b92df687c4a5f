from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from teller_app.sync.outbox import Outbox
from teller_app.sync.unlock import DAYS_MAX, TRIES_MAX, Unlocker, UnlockRefused
from tests.teller_app.samples import KEY, me

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "correct horse battery"
DAY_S = 86_400


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def unlocker(tmp_path: Path, clock: Clock) -> Iterator[Unlocker]:
    outbox = Outbox.open(tmp_path / "outbox.db", KEY)
    made = Unlocker(outbox, QUICK, clock)
    made.remember(me(), PASSWORD)
    yield made
    outbox.close()


def test_who_signed_in_here_may_unlock(unlocker: Unlocker) -> None:
    assert unlocker.unlock("efua", PASSWORD) == me()
    assert unlocker.unlock("kojo", PASSWORD) is UnlockRefused.UNKNOWN


def test_tries_are_bounded_and_a_good_one_starts_over(unlocker: Unlocker) -> None:
    for _ in range(TRIES_MAX - 1):
        assert unlocker.unlock("efua", "wrong") is UnlockRefused.WRONG
    assert unlocker.unlock("efua", PASSWORD) == me()
    for _ in range(TRIES_MAX):
        assert unlocker.unlock("efua", "wrong") is UnlockRefused.WRONG
    assert unlocker.unlock("efua", PASSWORD) is UnlockRefused.TOO_MANY_TRIES
    unlocker.remember(me(), PASSWORD)
    assert unlocker.unlock("efua", PASSWORD) == me()


def test_a_password_that_the_server_does_not_take_lets_nobody_in_without_it(unlocker: Unlocker) -> None:
    for _ in range(TRIES_MAX + 1):
        assert not unlocker.disown("efua", "mistyped")
    assert not unlocker.disown("kojo", PASSWORD)
    assert unlocker.unlock("efua", PASSWORD) == me(), "a mistyped one changes nothing"
    assert unlocker.disown("efua", PASSWORD)
    assert unlocker.unlock("efua", PASSWORD) is UnlockRefused.UNKNOWN


def test_after_seven_days_only_the_server_lets_in_and_no_clock_helps(unlocker: Unlocker, clock: Clock) -> None:
    clock.now += DAYS_MAX * DAY_S
    assert unlocker.unlock("efua", PASSWORD) == me()
    clock.now += 1
    assert unlocker.unlock("efua", PASSWORD) is UnlockRefused.TOO_LONG_AGO
    clock.now -= 3 * DAY_S
    assert unlocker.unlock("efua", PASSWORD) is UnlockRefused.TOO_LONG_AGO


def test_a_clock_a_year_ahead_costs_nothing_for_good(unlocker: Unlocker, clock: Clock) -> None:
    right = clock.now
    clock.now += 365 * DAY_S
    assert unlocker.unlock("efua", PASSWORD) is UnlockRefused.TOO_LONG_AGO
    unlocker.remember(me(), PASSWORD, server_now=right)
    clock.now = right + 60
    assert unlocker.unlock("efua", PASSWORD) == me()
    clock.now = right + (DAYS_MAX + 1) * DAY_S
    assert unlocker.unlock("efua", PASSWORD) is UnlockRefused.TOO_LONG_AGO, "and the seven days are seven days again"


def test_the_password_is_nowhere_in_the_file(unlocker: Unlocker, tmp_path: Path) -> None:
    for file in tmp_path.iterdir():
        assert PASSWORD.encode() not in file.read_bytes()
        assert b"argon2" not in file.read_bytes()
