"""From the writer to everyone who follows: committed entries, filtered by audience, encoded once a fact.

The hub lives in the event loop. The writer pokes it after the commit; a follower that cannot keep up is dropped and catches up by its
cursor, because the push is a hint and the sequence is the truth.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence

import msgspec

from contract.feed import Resync
from server.core.audience import Audience, Reader, may_see

QUEUE_MAX = 256
"""Batches a follower may lag before it is dropped."""

_encode = msgspec.json.Encoder().encode


class Pushed(msgspec.Struct):
    """One committed journal row as the hub needs it. ``answer`` is encoded, for the maker alone."""

    seq: int
    at: str
    kind: str
    command_id: str
    made_by: str
    answer: bytes
    facts: Sequence[tuple[Audience, bytes]]


class Push(msgspec.Struct):
    """One committed batch: rows with ``after < seq <= upto``."""

    after: int
    upto: int
    head_hash: str
    safe_seq: int
    rows: Sequence[Pushed]


def entry_bytes(reader: Reader, row: Pushed) -> bytes | None:
    """The row as this reader may see it, or None."""
    facts = [raw for audience, raw in row.facts if may_see(reader, audience)]
    mine = reader.user == row.made_by
    if not facts and not mine:
        return None
    text = b'{"seq":%d,"at":"%s"' % (row.seq, row.at.encode())
    if facts:
        text += b',"facts":[' + b",".join(facts) + b"]"
    if mine:
        text += b',"command":"%s","answer":%s' % (row.command_id.encode(), row.answer)
    return text + b"}"


def batch_bytes(reader: Reader, push: Push) -> bytes:
    """A ``Batch`` message for this reader; the entries may be none, then it only moves the cursor."""
    entries = [raw for row in push.rows if (raw := entry_bytes(reader, row)) is not None]
    text = b'{"message":"batch","after":%d,"upto":%d,"head_hash":"%s","safe_seq":%d' % (
        push.after,
        push.upto,
        push.head_hash.encode(),
        push.safe_seq,
    )
    if entries:
        text += b',"entries":[' + b",".join(entries) + b"]"
    return text + b"}"


class Subscription:
    """One follower. Iterate it for messages; it ends when the follower is dropped, closed or the hub stops."""

    def __init__(self, hub: "Hub", reader: Reader) -> None:
        self._hub = hub
        self.reader = reader
        self._queue: asyncio.Queue[Push | bytes | None] = asyncio.Queue()
        self.dropped = False

    def offer(self, item: Push | bytes) -> None:
        """Queue a push; drop the follower when it lags too far."""
        if self._queue.qsize() >= QUEUE_MAX:
            self.dropped = True
            self.close()
            return
        self._queue.put_nowait(item)

    def close(self) -> None:
        """End the iteration and forget the follower."""
        self._hub.forget(self)
        self._queue.put_nowait(None)

    async def next(self, timeout_s: float) -> Push | bytes | None:
        """The next push, ready message, or None at the end. Raises TimeoutError when nothing came."""
        return await asyncio.wait_for(self._queue.get(), timeout_s)

    def waiting(self) -> list[Push | bytes | None]:
        """Everything that is queued by now, without waiting."""
        return [self._queue.get_nowait() for _ in range(self._queue.qsize())]

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (item := await self._queue.get()) is not None:
            yield item if isinstance(item, bytes) else batch_bytes(self.reader, item)


class Hub:
    """All followers of this process. ``head`` and ``head_hash`` are those of the last push."""

    def __init__(self) -> None:
        self._followers: set[Subscription] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.head = 0
        self.head_hash = ""
        self.safe_seq = 0

    def bind(self, loop: asyncio.AbstractEventLoop, head: int, head_hash: str, safe_seq: int) -> None:
        """Attach to the event loop that serves the sockets."""
        self._loop = loop
        self.head, self.head_hash, self.safe_seq = head, head_hash, safe_seq

    def subscribe(self, reader: Reader) -> Subscription:
        """Follow from now on. Read what was missed from the journal *after* subscribing, then skip what overlaps."""
        follower = Subscription(self, reader)
        self._followers.add(follower)
        return follower

    def forget(self, follower: Subscription) -> None:
        """Stop following."""
        self._followers.discard(follower)

    def followers(self) -> list[Subscription]:
        """Those who follow now."""
        return list(self._followers)

    def poke(self, push: Push) -> None:
        """Called by the writer thread after a commit."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._spread, push)

    def resync(self, reason: str) -> None:
        """Tell everyone to fetch a snapshot. From any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._offer_all, _encode(Resync(reason=reason)))

    def nudge(self) -> None:
        """Let every follower look at its session now: somebody was signed out. From any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._offer_all, Push(self.head, self.head, self.head_hash, self.safe_seq, []))

    def _offer_all(self, item: Push | bytes) -> None:
        for follower in list(self._followers):
            follower.offer(item)

    def _spread(self, push: Push) -> None:
        self.head, self.head_hash, self.safe_seq = push.upto, push.head_hash, push.safe_seq
        self._offer_all(push)

    def stop(self) -> None:
        """End every subscription."""
        for follower in list(self._followers):
            follower.close()
