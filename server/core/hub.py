"""From the writer to everyone who follows: committed entries, filtered by audience, encoded once a fact.

The hub lives in the event loop. The writer pokes it after the commit; a follower that cannot keep up is dropped and catches up by its
cursor, because the push is a hint and the sequence is the truth.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import msgspec

from contract.feed import Resync
from server.core.audience import Audience, Reader, may_see

PACE_S = 0.03
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
    """One committed batch: rows with ``after < seq <= upto``. ``made`` and ``frames`` keep its messages, see ``message_of``."""

    after: int
    upto: int
    head_hash: str
    safe_seq: int
    rows: Sequence[Pushed]
    made: dict[Any, str] = {}
    frames: dict[str, bytes] = {}
    named: set[str] | None = None


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


def message_of(reader: Reader, after: int, push: Push) -> str:
    """The push as a message for a reader who was told up to ``after``, made once for all who see the same of it.

    Who is named in it (as maker, or among the people of an audience) has one of their own.
    """
    named = push.named
    if named is None:
        named = push.named = {row.made_by for row in push.rows}
        named.update(person for row in push.rows for audience, _ in row.facts for person in audience.people)
    who = reader.user if reader.user in named else ""
    sight = (after, who, reader.branch, reader.everywhere, reader.permissions)
    made = push.made.get(sight)
    if made is None:
        told = Push(after, push.upto, push.head_hash, push.safe_seq, push.rows)
        made = push.made[sight] = batch_bytes(reader, told).decode()
    return made


def frame_of(message: str, push: Push) -> bytes:
    """The push's message as a frame of text that ends it, made once for all who are sent the same (RFC 6455, section 5.2)."""
    frame = push.frames.get(message)
    if frame is None:
        body = message.encode()
        size = len(body)
        if size < 126:
            head = bytes((0x81, size))
        elif size < 1 << 16:
            head = b"\x81\x7e" + size.to_bytes(2)
        else:
            head = b"\x81\x7f" + size.to_bytes(8)
        frame = push.frames[message] = head + body
    return frame


def joined(pushes: Sequence[Push]) -> Push:
    """One push of several that follow one another."""
    first, last = pushes[0], pushes[-1]
    if first is last:
        return first
    return Push(first.after, last.upto, last.head_hash, last.safe_seq, [row for push in pushes for row in push.rows])


class Subscription:
    """One follower. Iterate it for messages; it ends when the follower is dropped, closed or the hub stops.

    ``take`` gets a push on the spot while nothing is queued and its task only waits; what it does not take (False) is queued for the task.
    ``restless`` says that it has something to tell at the next beat, ``until`` (seconds since 1970) when its right ends.
    While it waits for its reader to take a message ``task`` and ``sending`` (loop's seconds) say since when.
    """

    __slots__ = (
        "_hub",
        "_items",
        "_waiter",
        "dropped",
        "given_up",
        "reader",
        "restless",
        "sending",
        "take",
        "task",
        "until",
    )

    def __init__(self, hub: "Hub", reader: Reader) -> None:
        self._hub = hub
        self.reader = reader
        self._items: list[Push | bytes | None] = []
        self._waiter: asyncio.Future[None] | None = None
        self.dropped = False
        self.restless = False
        self.until = math.inf
        self.sending = 0.0
        self.task: asyncio.Task[Any] | None = None
        self.given_up = False
        self.take: Callable[[Push], bool] | None = None

    def offer(self, item: Push | bytes) -> None:
        """Hand a push over, or queue it; drop the follower when it lags too far."""
        if self.take is not None and self.rests() and isinstance(item, Push) and self.take(item):
            return
        if len(self._items) >= QUEUE_MAX:
            self.dropped = True
            self.close()
            return
        self._items.append(item)
        self.wake()

    def rests(self) -> bool:
        """Nothing is queued, and its task waits for something."""
        return not self._items and self._waiter is not None and not self._waiter.done()

    def close(self) -> None:
        """End the iteration and forget the follower."""
        self._hub.forget(self)
        self._items.append(None)
        self.wake()

    def wake(self) -> None:
        """Let it look around, whether anything came or not."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def give_up(self) -> None:
        """Its reader does not take what is sent: end the task that waits for it."""
        if self.task is not None and not self.given_up:
            self.given_up = True
            self.task.cancel()

    async def next(self) -> list[Push | bytes | None]:
        """Pushes and ready messages, None at the end; nothing at all where it was only woken."""
        if not self._items:
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        return self.waiting()

    def waiting(self) -> list[Push | bytes | None]:
        """Everything that is queued by now, without waiting."""
        items, self._items = self._items, []
        return items

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            for item in await self.next():
                if item is None:
                    return
                yield item if isinstance(item, bytes) else batch_bytes(self.reader, item)


class Hub:
    """All followers of this process. ``head`` and ``head_hash`` are those of the last push.

    What is committed within ``pace_s`` of the last spreading goes out as one: a busy bank costs each follower 33 messages a second.
    """

    def __init__(self, pace_s: float = PACE_S) -> None:
        self._pace_s = pace_s
        self._gathered: list[Push] = []
        self._spread_at = 0.0
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

    def present(self, branch: str) -> tuple[str, ...]:
        """Who of a branch follows this process now; for any thread. Whoever follows another process of the bank is not among them."""
        return tuple(sorted({item.reader.user for item in tuple(self._followers) if item.reader.branch == branch}))

    def poke(self, push: Push) -> None:
        """Called by the writer thread after a commit."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._gather, push, loop)

    def resync(self, reason: str) -> None:
        """Tell everyone to fetch a snapshot. From any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._offer_all, _encode(Resync(reason=reason)))

    def nudge(self) -> None:
        """Let every follower look at its session now: somebody was signed out. From any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake_all)

    def _wake_all(self) -> None:
        for follower in list(self._followers):
            follower.wake()

    def _gather(self, push: Push, loop: asyncio.AbstractEventLoop) -> None:
        self.head, self.head_hash, self.safe_seq = push.upto, push.head_hash, push.safe_seq
        if self._gathered and self._gathered[-1].upto != push.after:
            self._spread()
        self._gathered.append(push)
        wait = self._spread_at + self._pace_s - loop.time()
        if wait <= 0:
            self._spread()
        elif len(self._gathered) == 1:
            loop.call_later(wait, self._spread)

    def _spread(self) -> None:
        if self._gathered and self._loop is not None:
            push, self._gathered, self._spread_at = joined(self._gathered), [], self._loop.time()
            for follower in list(self._followers):
                follower.offer(push)

    def _offer_all(self, item: bytes) -> None:
        self._spread()
        for follower in list(self._followers):
            follower.offer(item)

    def beat(self, now: float, stirred: bool, stuck_before: float = 0.0) -> None:
        """Wake who has something to tell or whose right has ended; everybody where rights may have changed.

        Who has been sending since before ``stuck_before`` is given up.
        """
        for follower in list(self._followers):
            if 0 < follower.sending < stuck_before:
                follower.give_up()
            elif stirred or follower.restless or follower.until <= now:
                follower.wake()

    def stop(self) -> None:
        """End every subscription, after what was gathered for it."""
        self._spread()
        for follower in list(self._followers):
            follower.close()
