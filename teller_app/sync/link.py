"""One signed-in person's line to the server: connect, deliver, snapshot, follow, wait, and again, until the session ends."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from contract.errors import ErrorCode
from contract.feed import AnyAnswer, AnyOutcome, Batch, Hello
from teller_app.sync.ends import End, Ended, ended_by
from teller_app.sync.events import (
    CommandSettled,
    EngineEvent,
    OutboxProblem,
    PendingChanged,
    Progress,
    TopicsChanged,
)
from teller_app.sync.outbox import Outbox
from teller_app.sync.outbox_rows import RowState
from teller_app.sync.outcomes import LocalCode
from teller_app.sync.reader import Listener, Reader
from teller_app.sync.replica import Replica
from teller_app.sync.sender import Sender
from teller_app.sync.state import Event, State, backoff_s
from teller_app.sync.status import Status
from teller_app.sync.tokens import Session
from teller_app.sync.topics import OUTBOX, TOPICS
from teller_app.sync.transport import Transport
from teller_app.sync.workers import Workers

log = logging.getLogger(__name__)
PRUNE_EVERY_S = 30.0
RETRY_AFTER_MAX_S = 60
TRUST_S = 3.0
"""How long a conversation waits for the bank's first word on the feed before it sends."""
STEADY_S = 5.0
"""A conversation that lasted this long makes the next wait short again."""
RENEWED_S = 1.0
"""The same for one that ended because its token did: nothing is wrong with the line, and nobody may be told that it is."""


PICTURED = frozenset({"customer", "mandate"})
"""Topics of the facts that name pictures."""


@dataclass(frozen=True)
class Line:
    """What a link is made of. ``report`` puts a ReportResent of an epoch into the outbox, ``forget`` drops pictures that are named no more."""

    session: Session
    transport: Transport
    outbox: Outbox
    replica: Replica
    workers: Workers
    status: Status
    tell: Callable[[EngineEvent], None]
    report: Callable[[str], Awaitable[None]]
    forget: Callable[[], None]


class Link:
    """Belongs to the engine's thread. ``run`` returns when a password or a newer program is needed."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._poke = asyncio.Event()
        self._hurry = asyncio.Event()
        self._attempt = 0
        self._pruned_at = 0.0
        self._resync = False
        self._warned: set[str] = set()
        self._trusted = asyncio.Event()
        self._distrusted = False
        self._ahead = 0
        self._report_to = ""
        self._sender = Sender(
            line.session, line.outbox, line.workers.outbox, self._settled, self._tampered, self._stopped
        )
        listener = Listener(
            self._hello, self._caught_up, self._applied, self._progress, line.status.measured, self._made
        )
        self._reader = Reader(line.session, line.transport, line.replica, line.workers.replica, listener)

    async def _made(self) -> int:
        return await self._line.workers.outbox.run(self._line.outbox.next_counter) - 1

    def poke(self) -> None:
        """Something waits in the outbox."""
        self._poke.set()

    def hurry(self) -> None:
        """Do not wait for the next try."""
        self._hurry.set()

    async def run(self, offline: bool = False) -> Ended:
        """Until the session is over (SIGNED_OUT) or this program is too old (TOO_OLD). ``offline``: begin by waiting."""
        if offline:
            await self._wait(0)
        while True:
            started = asyncio.get_running_loop().time()
            ended = await self._guarded()
            log.info("line ended: %s %s", ended.end, ended.code)
            if ended.end in (End.SIGNED_OUT, End.TOO_OLD):
                return ended
            steady_s = RENEWED_S if ended.end is End.RENEW else STEADY_S
            if asyncio.get_running_loop().time() - started > steady_s:
                self._attempt = 0
            await self._after(ended)

    async def _guarded(self) -> Ended:
        try:
            return await self._once()
        except Exception:
            # A full disk under the replica, say. The line must come back by itself: nobody is there to restart it.
            log.exception("the line broke")
            return Ended(End.LOST, ErrorCode.INTERNAL.value)

    async def _after(self, ended: Ended) -> None:
        """Prepare the next try; at once where nothing is wrong with the line, but never in a spin."""
        status = self._line.status
        if ended.end is End.PAST_CHANGED:
            self._distrusted = True
            self._warn(LocalCode.PAST_CHANGED)
        if ended.code == LocalCode.WRONG_SERVER:
            self._warn(LocalCode.WRONG_SERVER)
        self._resync = self._resync or ended.end is End.RESYNC
        quick = ended.end in (End.RENEW, End.RESYNC, End.NEW_EPOCH) and self._attempt == 0
        if ended.end is End.NEW_EPOCH:
            self._resync = True
        if quick:
            self._attempt = 1
            return
        status.happen(Event.LOST)
        await self._wait(min(ended.retry_after_s, RETRY_AFTER_MAX_S))

    def _warn(self, code: str) -> None:
        """Tell a person, once a session."""
        if code not in self._warned:
            self._warned.add(code)
            self._line.tell(OutboxProblem(code))

    async def _wait(self, least_s: float) -> None:
        self._hurry.clear()
        wait = max(backoff_s(self._attempt, random.random()), least_s)
        self._attempt += 1
        with suppress(TimeoutError):
            await asyncio.wait_for(self._hurry.wait(), wait)
        self._line.status.happen(Event.RETRY)

    async def _once(self) -> Ended:
        """One conversation: sending and following side by side; whichever ends first ends both."""
        access = await self._line.session.access()
        if not isinstance(access, str):
            return ended_by(access)
        self._trusted.clear()
        if not self._distrusted and (self._resync or not self._line.replica.meta.complete):
            self._trusted.set()
        tasks = [asyncio.create_task(self._send()), asyncio.create_task(self._follow())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return next(iter(done)).result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    # -- sending -------------------------------------------------------------------------------------------------

    async def _send(self) -> Ended:
        await self._until_known()
        self._poke.set()
        again_s = 0.0
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._poke.wait(), again_s or None)
            self._poke.clear()
            result = await self._sender.drain()
            await self.count()
            if isinstance(result, Ended):
                return result
            again_s = result.again_s
            if not again_s and await self._report():
                continue
            self._line.status.measured(self._line.transport.rtt_ms)
            if self._line.status.state is State.EPOCH_CHANGED and not again_s:
                self._line.status.happen(Event.RESENT)

    async def _until_known(self) -> None:
        """A bank whose past has changed gets no postings. One that says nothing on the feed is believed after a moment,
        unless it was found out before."""
        limit = None if self._distrusted else TRUST_S
        with suppress(TimeoutError):
            await asyncio.wait_for(self._trusted.wait(), limit)

    async def _report(self) -> bool:
        """Tell a restored server that everything was sent again, once that is so."""
        epoch, line = self._report_to, self._line
        if not epoch:
            return False
        if await line.workers.outbox.run(line.outbox.back.let_go):
            # Every workstation is waited for, so nothing stays back for a look.
            self._poke.set()
            return True
        waiting = await line.workers.outbox.run(line.outbox.queued_count)
        if waiting:
            return False
        self._report_to = ""
        await line.report(epoch)
        self._poke.set()
        return True

    def _settled(self, command_id: str, answer: AnyAnswer) -> None:
        # Called on the outbox's thread, right after its commit: a conversation that ends now cannot swallow the news.
        self._line.tell(CommandSettled(command_id, answer))

    def _tampered(self, rows: tuple[int, ...]) -> None:
        self._line.tell(OutboxProblem(LocalCode.OUTBOX_TAMPERED, rows))

    def _stopped(self) -> None:
        self._warn(ErrorCode.DEVICE_FORKED.value)

    async def count(self) -> None:
        """Tell what the outbox holds now. Where the feed went past an answer meanwhile, that is told again: nothing else would come to
        take what was delivered for somebody else from the screen."""
        await self._count()
        while 0 < self._ahead <= self._line.replica.meta.cursor:
            await self._count()

    async def _count(self) -> None:
        line = self._line
        cursor = line.replica.meta.cursor
        counts = await line.workers.outbox.run(line.outbox.counts)
        back = await line.workers.outbox.run(line.outbox.back.count)
        rows = await line.workers.outbox.run(line.outbox.pending, cursor)
        line.status.counted(*counts, back)
        self._ahead = min((row.settled_seq for row in rows if row.state is RowState.SETTLED), default=0)
        line.tell(PendingChanged(rows))
        line.tell(TopicsChanged(frozenset({OUTBOX})))

    # -- following -----------------------------------------------------------------------------------------------

    async def _follow(self) -> Ended:
        line = self._line
        if self._resync or not line.replica.meta.complete:
            ended = await self._snapshot()
            if ended:
                return ended
        return await self._reader.follow()

    async def _snapshot(self) -> Ended | None:
        line = self._line
        line.status.happen(Event.SNAPSHOT_BEGUN)
        ended = await self._reader.snapshot()
        if ended:
            return ended
        self._resync = False
        if await self._learn_epoch(line.replica.meta.epoch):
            self.poke()
        line.status.happen(Event.SNAPSHOT_DONE)
        line.tell(TopicsChanged(TOPICS))
        await self.count()
        return None

    async def _learn_epoch(self, epoch: str) -> bool:
        line = self._line
        changed = await line.workers.outbox.run(line.outbox.note_epoch, epoch)
        line.transport.epoch = epoch
        if not changed:
            return False
        line.status.happen(Event.NEW_EPOCH)
        return True

    async def _hello(self, hello: Hello) -> Ended | None:
        line = self._line
        if await self._learn_epoch(hello.epoch) or hello.epoch != line.replica.meta.epoch:
            return Ended(End.NEW_EPOCH, hello.epoch)
        if not self._distrusted:
            self._trusted.set()
        if hello.wants_report:
            self._report_to = hello.epoch
            self.poke()
        return None

    def _caught_up(self) -> None:
        self._mark_synced()
        self._line.forget()
        self._line.status.happen(Event.CAUGHT_UP)

    def _mark_synced(self) -> None:
        self._line.status.synced_at_ms = int(self._line.transport.now() * 1000)

    def _progress(self, facts: int, done: bool) -> None:
        self._line.tell(Progress(facts, done))

    async def _applied(self, batch: Batch, topics: frozenset[str]) -> None:
        line = self._line
        self._mark_synced()
        # The journal that was followed goes on: whoever was doubted is believed again.
        self._distrusted = False
        self._trusted.set()
        own = [(entry.command, entry.answer) for entry in batch.entries if entry.command and entry.answer]
        for command_id, answer in own:
            await line.workers.outbox.run(self._settle, command_id, answer)
        if topics:
            line.tell(TopicsChanged(topics))
        if not PICTURED.isdisjoint(topics):
            line.forget()
        # What was delivered for somebody else is no entry of this person's, and would be shown as waiting until their next one.
        if own or 0 < self._ahead <= line.replica.meta.cursor:
            await self.count()
        await self._prune(batch.safe_seq)

    def _settle(self, command_id: str, answer: AnyOutcome) -> None:
        if self._line.outbox.settle(command_id, answer):
            self._settled(command_id, answer)

    async def _prune(self, safe_seq: int) -> None:
        now = asyncio.get_running_loop().time()
        if safe_seq and now - self._pruned_at > PRUNE_EVERY_S:
            self._pruned_at = now
            await self._line.workers.outbox.run(self._line.outbox.prune, safe_seq)
