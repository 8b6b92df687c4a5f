"""Which threads a test left behind."""

import threading
import time
from collections.abc import Collection

GRACE_S = 20.0
OURS = ("coastal",)
"""How the names of the product's own threads begin. A daemon of a library (a pool's idle worker) is nobody's leak."""


def leaked(before: Collection[threading.Thread], grace_s: float = GRACE_S) -> list[threading.Thread]:
    """Threads that were not there before, will not end with the process or are ours, and outlive the grace."""
    deadline = time.monotonic() + grace_s
    while True:
        extra = [thread for thread in threading.enumerate() if thread not in before and _counts(thread)]
        if not extra or time.monotonic() > deadline:
            return extra
        time.sleep(0.01)


def _counts(thread: threading.Thread) -> bool:
    return thread.is_alive() and (not thread.daemon or thread.name.startswith(OURS))
