"""What somebody keeps from being sent until they have looked: from one row on, everything behind it too.

A device's envelopes are a chain of counters. One that stayed back alone would leave a hole that the bank's people are told about, so
nothing overtakes what is held back, neither what waits already nor what is made meanwhile.
"""

import threading
from collections.abc import Callable, Sequence, Set

import msgspec

from teller_app.sync.outbox_rows import OutboxRow, RowState

NONE = 1 << 62
"""Where the held-back part begins while there is none: behind every counter."""


class HeldBack:
    """Part of the outbox. ``read(where, parameters)`` gives rows in order, ``write(rows)`` keeps the states of those that
    are sound in one transaction; ``aside`` are numbers of altered rows, which nobody moves.

    It is a state of the rows, so it outlives the program, is sealed like the rest and lies in the mirror.
    """

    def __init__(
        self,
        lock: threading.RLock,
        read: Callable[[str, Sequence[object]], list[OutboxRow]],
        write: Callable[[Sequence[OutboxRow]], None],
        aside: Set[int],
    ) -> None:
        self._lock, self._ask, self._write, self._aside = lock, read, write, aside

    def _read(self, where: str) -> list[OutboxRow]:
        return [row for row in self._ask(where, ()) if row.n not in self._aside]

    def first(self) -> int:
        """The counter of the first row that is held back; ``NONE`` where nothing is."""
        with self._lock:
            return next((row.n for row in self._read("state = 'back'")), NONE)

    def count(self) -> int:
        """How many are held back."""
        with self._lock:
            return len(self._read("state = 'back'"))

    def hold(self, command_id: str = "") -> int:
        """Hold back from this command on, "" from the first. How many are held back by it.

        What may have reached the server cannot be held back, nor can anything before that: the bank may have it.
        """
        with self._lock:
            rows = self._read("state IN ('queued', 'sending')")
            begin = next((row.n for row in rows if row.command_id == command_id or not command_id), NONE)
            gone = max((row.n for row in rows if row.state is RowState.SENDING), default=0)
            if command_id and begin <= gone:
                return 0
            mine = [row for row in rows if row.n >= begin and row.n > gone]
            self._write([msgspec.structs.replace(row, state=RowState.BACK) for row in mine])
            return len(mine)

    def let_go(self) -> int:
        """All of them may be sent, in their order. How many."""
        with self._lock:
            rows = self._read("state = 'back'")
            self._write([msgspec.structs.replace(row, state=RowState.QUEUED) for row in rows])
            return len(rows)
