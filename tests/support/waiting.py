"""Waiting for the thing itself: a test that sleeps for as long as it guesses fails on a busy machine."""

import time
from collections.abc import Callable

LONG_S = 60.0
"""Never the proof: only how long a broken run hangs before it says so."""
TICK_S = 0.02


def until(check: Callable[[], object], within_s: float = LONG_S) -> None:
    """Return as soon as it holds. Raises AssertionError when it does not in that time."""
    deadline = time.monotonic() + within_s
    while not check():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(TICK_S)


def seen(check: Callable[[], object], within_s: float) -> bool:
    """Whether it came to hold in that time."""
    deadline = time.monotonic() + within_s
    while not check():
        if time.monotonic() >= deadline:
            return False
        time.sleep(TICK_S)
    return True
