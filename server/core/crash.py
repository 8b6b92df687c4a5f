"""Named places where a test may let the process die. Without COASTAL_CRASH in the environment they cost one comparison."""

import os

_ARMED = os.environ.get("COASTAL_CRASH", "")


def crash_point(name: str) -> None:
    """Die at once, as a power cut would, if this point (or ``name:N`` for its Nth passing) is armed."""
    if _ARMED:
        _maybe_die(name)


_passed: dict[str, int] = {}


def _maybe_die(name: str) -> None:
    point, _, nth = _ARMED.partition(":")
    if point != name:
        return
    _passed[name] = _passed.get(name, 0) + 1
    if _passed[name] >= int(nth or 1):
        os._exit(137)
