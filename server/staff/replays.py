"""Each proof of possession counts once: in this process by its memory, between the processes of one PostgreSQL by a table,
and after a restart of an embedded bank by a file (``replay_log.py``).

The table is unlogged and its commits wait for no disk: losing it with the whole cluster forgets at most four minutes. Requests that come
together are written together, on one connection of their own, so that neither the writer nor the readers wait for it. Postings are not
concerned: an envelope is signed by itself and booked once.
"""

import asyncio
import base64
import hashlib
import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Protocol

import psycopg

from contract.errors import ErrorCode
from server.db.engine import words_for_libpq
from server.staff.denied import Denied
from server.staff.dpop import WINDOW_S
from server.staff.strict_jws import TokenRefused

KNOWN_MAX = 200_000
STRANGERS_MAX = 20_000
"""Proofs by keys that nobody knows are counted apart: whoever floods the doors with them shuts out no workstation."""
KEPT_S = 2 * WINDOW_S
MARGIN_S = 60
"""How far the clocks of two server processes may be apart."""
SWEEP_S = 60.0
STATEMENT_MS = 2_000
TOGETHER_MAX = 500
WAITING_MAX = 2_000
log = logging.getLogger("coastal.replays")


class Memory:
    """Proofs seen within the window, bounded."""

    def __init__(self, entries_max: int) -> None:
        self._max = entries_max
        self._seen: set[str] = set()
        self._order: deque[tuple[float, str]] = deque()

    def take(self, mark: str, now: float) -> bool:
        """Remember the proof; False when it was here before. Raises Denied(busy) when there is no room to tell."""
        while self._order and self._order[0][0] <= now:
            self._seen.discard(self._order.popleft()[1])
        if mark in self._seen:
            return False
        if len(self._seen) >= self._max:
            raise Denied(ErrorCode.BUSY, retry_after_s=5)
        self._seen.add(mark)
        self._order.append((now + KEPT_S, mark))
        return True


class Shared(Protocol):
    """What the processes of one bank know together."""

    async def take(self, mark: str, now: float) -> bool:
        """As ``Memory.take``."""

    def close(self) -> None:
        """Nobody asks any more."""


class Replays:
    """Lets each proof through once. ``shared`` is None where one process serves the bank."""

    def __init__(
        self, shared: Shared | None = None, known_max: int = KNOWN_MAX, strangers_max: int = STRANGERS_MAX
    ) -> None:
        self._shared = shared
        self._known = Memory(known_max)
        self._strangers = Memory(strangers_max)

    async def take(self, mark: str, now: float, stranger: bool = False) -> None:
        """Raises TokenRefused(replay), or Denied(busy) where nobody can tell."""
        memory = self._strangers if stranger else self._known
        if not memory.take(mark, now) or (self._shared is not None and not await self._shared.take(mark, now)):
            raise TokenRefused("replay")

    def close(self) -> None:
        """Give the connection back."""
        if self._shared is not None:
            self._shared.close()


class Table:
    """``proofs_seen`` on PostgreSQL. Bound to the event loop that asks first."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        bounds = f"-c synchronous_commit=off -c statement_timeout={STATEMENT_MS}"
        self._words = words_for_libpq(url) | {"options": bounds}
        self._clock = clock
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="coastal-replays")
        self._conn: psycopg.Connection[Any] | None = None
        self._waiting: deque[tuple[str, float, asyncio.Future[bool]]] = deque()
        self._writing: asyncio.Task[None] | None = None
        self._swept = clock()

    async def take(self, mark: str, now: float) -> bool:
        """See Shared. Raises Denied(busy) while the database is away."""
        if len(self._waiting) >= WAITING_MAX:
            raise Denied(ErrorCode.BUSY, retry_after_s=1)
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((short(mark), now, answer))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await answer

    def close(self) -> None:
        """See Shared."""
        self._thread.shutdown(wait=True)
        if self._conn is not None:
            self._conn.close()

    async def _write(self) -> None:
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), TOGETHER_MAX))]
            # In one order at every process, so that two of them never wait for each other.
            marks = sorted({mark for mark, _, _ in batch})
            now = max(moment for _, moment, _ in batch)
            try:
                new = await asyncio.get_running_loop().run_in_executor(self._thread, self._insert, marks, now)
            except (psycopg.Error, RuntimeError) as error:
                log.warning("proofs not compared", extra={"error": type(error).__name__})
                _answer(batch, lambda _: Denied(ErrorCode.BUSY, retry_after_s=1))
            else:
                # Of two alike in one batch the first was it.
                _answer(batch, partial(_taken, new))

    def _insert(self, marks: Sequence[str], now: float) -> set[str]:
        """On the thread. Once more on a new connection: the old one may have died with a server that came back."""
        fresh = self._conn is None
        try:
            return self._ask(marks, now)
        except psycopg.OperationalError:
            if self._conn is not None:
                self._conn.close()
                self._conn = None
            if fresh:
                raise
            return self._ask(marks, now)

    def _ask(self, marks: Sequence[str], now: float) -> set[str]:
        if self._conn is None:
            self._conn = psycopg.connect(autocommit=True, **self._words)
        if self._clock() - self._swept >= SWEEP_S:
            self._swept = self._clock()
            self._conn.execute("DELETE FROM proofs_seen WHERE until < %s", (int(now) - MARGIN_S,))
        added = self._conn.execute(
            "INSERT INTO proofs_seen (mark, until) SELECT unnest(%s::text[]), %s ON CONFLICT DO NOTHING RETURNING mark",
            (list(marks), int(now) + KEPT_S),
        )
        return {mark for (mark,) in added}


def short(mark: str) -> str:
    """43 signs of base64url for a mark of any length."""
    return base64.urlsafe_b64encode(hashlib.sha256(mark.encode()).digest()).rstrip(b"=").decode()


def _taken(new: set[str], mark: str) -> bool:
    found = mark in new
    new.discard(mark)
    return found


def _answer(
    batch: Sequence[tuple[str, float, asyncio.Future[bool]]], answer: Callable[[str], bool | Exception]
) -> None:
    for mark, _, future in batch:
        said = answer(mark)
        if future.done():
            continue  # who asked has gone
        if isinstance(said, Exception):
            future.set_exception(said)
        else:
            future.set_result(said)
