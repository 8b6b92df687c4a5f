"""Looking at the journal's head twice a second, and at once when a relay says so, for what this process did not write itself.

The command line and other server processes write to the same database. Their entries reach this process's followers from here, and the
people, devices and limits that they changed count here, too. An import states no facts: when one falls silent, replicas start afresh.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from sqlalchemy import Connection, func, select

from server.api.journal_reads import PAGE_MAX, stored_push
from server.api.parts import Parts
from server.api.ticking import ticking
from server.core import journal as lines
from server.core.clock import later
from server.core.journal_tables import journal
from server.staff import refresh
from server.staff.denied import written
from server.staff.tokens import ACCESS_S

TICK_S = 0.5
QUIET_S = 2.0
ENDED_S = 3.0
IMPORT_KIND = "import_chunk"
DAY_KIND = "close_branch_day"


class Watch:
    """A task of the event loop from the application's start to its end."""

    def __init__(self, parts: Parts, day_ended: Callable[[str], None] = lambda closed_by: None) -> None:
        self._parts = parts
        self._day_ended = day_ended
        self._checked = parts.hub.head
        self._imported = 0
        self._imported_at = 0.0
        self._ended: set[str] = set()
        self._loop = asyncio.get_running_loop()
        self._told = asyncio.Event()

    def hurry(self) -> None:
        """Look now. From any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._told.set)

    async def run(self) -> None:
        """Until cancelled."""
        await ticking("watch", self._told_or_late, self.tick)

    async def _told_or_late(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._told.wait(), TICK_S)
        self._told.clear()

    async def tick(self) -> None:
        """One look."""
        await self._take_over_ended()
        head, imported, closed_by = await self._parts.reads.run(self._look)
        self._checked = head
        if closed_by:
            self._day_ended(closed_by)
        now = asyncio.get_running_loop().time()
        if imported:
            self._imported, self._imported_at = imported, now
        if head > self._parts.hub.head:
            await self._take_over()
        if self._imported_at and now - self._imported_at >= QUIET_S:
            self._imported_at = 0.0
            # Whoever is away at this moment learns it by the scope, which is another one from here on.
            self._parts.running.imported = self._imported
            self._parts.hub.resync("import")

    def _look(self, conn: Connection) -> tuple[int, int, str]:
        """On a reading thread."""
        head = lines.read_head(conn)
        if self._parts.anchor is not None:
            self._parts.anchor.note(head)
        if head.seq == self._checked:
            return head.seq, 0, ""
        chunks = select(func.max(journal.c.seq)).where(journal.c.seq > self._checked, journal.c.kind == IMPORT_KIND)
        closed = select(journal.c.made_by).where(journal.c.seq > self._checked, journal.c.kind == DAY_KIND)
        ended = closed.where(journal.c.outcome == "executed").order_by(journal.c.seq.desc()).limit(1)
        return head.seq, conn.scalar(chunks) or 0, conn.scalar(ended) or ""

    async def _take_over_ended(self) -> None:
        """Sign-ins that another process of the bank ended."""
        now = self._parts.clock()
        # Looked at twice, because a row is committed a little after its stamp was taken.
        ended = await self._parts.reads.run(refresh.ended_since, later(now, -ENDED_S))
        for family in ended:
            self._parts.sessions.end(family, now.timestamp() + ACCESS_S)
        if set(ended) - self._ended:
            self._parts.hub.nudge()
        self._ended = set(ended)

    async def _take_over(self) -> None:
        hub, writer = self._parts.hub, self._parts.writer
        # The resident rows are the writer thread's to swap, so the reading again is a job of its queue.
        await written(writer, writer.resident.reload)
        while (push := await self._parts.reads.run(stored_push, hub.head, PAGE_MAX)).rows:
            if push.after == hub.head:
                hub.poke(push)
            await asyncio.sleep(0)


def last_import(conn: Connection) -> int:
    """The sequence of the last import's last chunk, 0 where nothing was ever imported."""
    found = select(journal.c.seq).where(journal.c.kind == IMPORT_KIND).order_by(journal.c.seq.desc()).limit(1)
    return conn.scalar(found) or 0
