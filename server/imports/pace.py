"""How much of the writer an import takes: large pieces alone, short ones with a rest in between beside working tellers."""

import time
from collections.abc import Callable

ROWS_ALONE = 200
"""Rows of one journal row where nobody waits: some 50 ms of the writer."""
ROWS_BESIDE = 60
"""Rows beside tellers: about 20 ms of the writer."""
REST_S = 0.03
"""Who waits for SQLite's lock tries again every 25 ms at first; a shorter rest may lie between two tries."""
BESIDE_S = 10.0
"""How long others count as working after they wrote something."""
Served = Callable[[], bool]
"""Whether another process serves this database, and has to be let in."""


class Pace:
    """Asked for the size of each chunk, told where it was booked."""

    def __init__(self, served: Served = lambda: False, clock: Callable[[], float] = time.monotonic) -> None:
        self._served = served
        self._clock = clock
        self._seq = 0
        self._beside_until = 0.0

    def rows(self) -> int:
        """Of the next chunk."""
        return ROWS_BESIDE if self._clock() < self._beside_until or self._served() else ROWS_ALONE

    def booked(self, seq: int) -> None:
        """A chunk stands at ``seq``. Where that is not next to the one before, somebody else is at work."""
        if self._seq and seq > self._seq + 1:
            self._beside_until = self._clock() + BESIDE_S
        self._seq = seq

    def rest(self) -> None:
        """Let a server's tellers in. SQLite's lock goes to whoever asks in the right moment, so there has to be one."""
        if self._served():
            time.sleep(REST_S)
