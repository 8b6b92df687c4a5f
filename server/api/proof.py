"""Proving the books without being asked: their tail when the doors open, all of them when a day ends.

The whole proof reads every leg and takes its time, so it runs in a process of its own at low priority; the server waits for nothing.
"""

import asyncio
import logging
import os
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from server.api.parts import Parts
from server.core.chain import Difference
from server.db.engine import one_snapshot
from server.settings import FILE_VARIABLE, PREFIX
from server.staff.denied import Denied

TAIL_ENTRIES = 2_000
NICE = 15
SHOWN = 20
Tail = Callable[[Connection, int], Iterator[Difference]]
log = logging.getLogger("coastal.proof")


class Proof:
    """One at a time: a second day's end during a proof is proved after it. ``last`` is what the last one found, None before."""

    def __init__(self, parts: Parts, tail: Tail) -> None:
        self._parts = parts
        self._tail = tail
        self._turn = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self.last: int | None = None

    def begin(self) -> None:
        """The doors open."""
        self._background(self._prove_tail())

    def day_ended(self, closed_by: str) -> None:
        """A branch has closed its day."""
        self._background(self._prove_all(closed_by))

    async def stop(self) -> None:
        """Leave what is not finished, and no process behind."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _prove_tail(self) -> None:
        begun = time.monotonic()
        try:
            found = await self._parts.reads.run(lambda conn: list(self._tail(one_snapshot(conn), TAIL_ENTRIES)))
        except (SQLAlchemyError, Denied) as error:
            log.warning("tail not proved", extra={"error": type(error).__name__})
            return
        self._say("tail", len(found), begun, [f"{item.where}: {item.expected} / {item.found}" for item in found])

    async def _prove_all(self, closed_by: str) -> None:
        async with self._turn:
            begun = time.monotonic()
            status, words = await self._run()
            lines = words.splitlines()
            self._say("all", 0 if status == 0 else max(1, len(lines) - 1), begun, lines)
            if self.last:
                await self._parts.alarm("books_differ", closed_by, {"count": str(self.last)})

    async def _run(self) -> tuple[int, str]:
        settings = self._parts.settings
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(PREFIX) or name == FILE_VARIABLE
        }
        # Not as an argument: everybody on the machine may read those, and a URL may hold a password.
        env = {**kept, f"{PREFIX}URL": settings.url, f"{PREFIX}KEY_DIR": str(settings.key_folder)}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "server", "verify", env=env,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
        try:
            out, _ = await process.communicate()
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise
        return process.returncode or 0, out.decode(errors="replace")

    def _say(self, what: str, count: int, begun: float, lines: list[str]) -> None:
        self.last = count
        spent = {"what": what, "differences": count, "seconds": round(time.monotonic() - begun, 1)}
        if count:
            log.error("the books differ", extra={**spent, "first": lines[:SHOWN]})
        else:
            log.info("the books are whole", extra=spent)
