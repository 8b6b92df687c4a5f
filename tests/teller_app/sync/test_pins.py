"""The lock screen's PIN: few tries, then the password; nothing a passer-by tries first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from teller_app.sync.outbox import Outbox
from teller_app.sync.pins import TRIES_MAX, PinRefused, Pins, is_weak
from tests.teller_app.samples import KEY, USER, some_id

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PIN = "482915"


@pytest.fixture
def pins(tmp_path: Path) -> Iterator[Pins]:
    outbox = Outbox.open(tmp_path / "outbox.db", KEY)
    made = Pins(outbox, QUICK)
    assert made.set(USER, PIN) is None
    yield made
    outbox.close()


def test_the_right_pin_and_nobody_elses(pins: Pins) -> None:
    assert pins.left(USER) == TRIES_MAX
    assert pins.check(USER, PIN) is None
    assert pins.left(some_id(9)) == -1
    assert pins.check(some_id(9), PIN) is PinRefused.LOCKED


def test_tries_are_bounded_and_written_down_first(pins: Pins) -> None:
    for left in range(TRIES_MAX - 1, -1, -1):
        assert pins.check(USER, "000001") is PinRefused.WRONG
        assert pins.left(USER) == left
    assert pins.check(USER, PIN) is PinRefused.LOCKED, "the password alone from here on"
    pins.forgive(USER)
    assert pins.check(USER, PIN) is None


def test_a_new_pin_takes_the_place_of_the_old(pins: Pins) -> None:
    pins.check(USER, "000001")
    assert pins.set(USER, "739104") is None
    assert pins.left(USER) == TRIES_MAX
    assert pins.check(USER, PIN) is PinRefused.WRONG
    assert pins.set(USER, "123456") is PinRefused.WEAK
    assert pins.check(USER, "739104") is None, "a weak one changes nothing"


@pytest.mark.parametrize(
    "pin",
    ["", "12345", "1234567", "12345a", "٤٨٢٩١٥", "000000", "121212", "112211", "123456", "654321", "890123", "482482"],
)
def test_what_is_no_pin(pin: str) -> None:
    assert is_weak(pin)


@pytest.mark.parametrize("pin", ["482915", "100200", "246813"])
def test_what_is_one(pin: str) -> None:
    assert not is_weak(pin)
