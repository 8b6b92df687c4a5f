"""The websocket: entries as they are committed, each for those who may see them.

The handshake is authorised by headers alone; the client's one message says from where. Catching up and following overlap by design and
are told apart by the cursor. The person's rights are looked at before every message, so a revocation holds for the next one.
"""

import asyncio
from urllib.parse import urlsplit

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from contract.errors import ErrorCode
from contract.feed import Bye, Follow, Hello, Resync
from server.api.identify import proven
from server.api.journal_reads import PAGE_MAX, hash_at, stored_push
from server.api.parts import Parts
from server.api.wire import frames_of
from server.core import journal
from server.core.audience import Reader
from server.core.clock import stamp
from server.core.hub import Push, Subscription, frame_of, joined, message_of
from server.core.journal import Head
from server.core.pace import Bucket, Buckets
from server.recovery.queries import wants_report
from server.staff import activity
from server.staff.actors import reader_of
from server.staff.denied import Denied, written
from server.staff.sessions import Session

FOLLOW_S = 10.0
IDLE_S = 1.0
"""How often an idle feed moves the cursor at most, and how soon it sees that its session has ended."""
SEND_S = 15.0
BEHIND_MAX = 20_000
"""Journal rows after which a snapshot is the shorter way."""
POLICY, GOING_AWAY, TRY_LATER, NORMAL = 1008, 1001, 1013, 1000
_encode = msgspec.json.Encoder().encode
_follow = msgspec.json.Decoder(Follow)


class FeedDoor:
    """``/v1/feed``."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        each, everybody = parts.settings.feeds_per_device, parts.settings.handshakes_per_s
        self._all = Bucket(everybody, everybody)
        self._each = Buckets(each / 4, each * 5)

    async def follow(self, socket: WebSocket) -> None:
        """One follower from handshake to goodbye. Raises Denied before the socket is accepted."""
        session = await self._admit(socket)
        feeds, device = self._parts.running.feeds, session.access.device
        feeds[device] += 1
        try:
            await socket.accept()
            await Feed(self._parts, socket, session).live()
        except (WebSocketDisconnect, TimeoutError):
            pass  # the other side has gone, or reads too slowly to be waited for
        finally:
            feeds[device] -= 1
            if feeds[device] <= 0:
                del feeds[device]
                self._parts.running.went(device)

    async def _admit(self, socket: WebSocket) -> Session:
        origin = socket.headers.get("origin")
        # The app sends no Origin; a page in somebody's browser does, and may not ride on anything.
        if origin is not None and urlsplit(origin).netloc != socket.headers.get("host"):
            raise Denied(ErrorCode.NOT_PERMITTED, {"origin": origin[:120]})
        now = asyncio.get_running_loop().time()
        if not self._all.take(now):
            raise Denied(ErrorCode.BUSY, retry_after_s=2)
        session = await proven(self._parts, socket)
        if not self._each.take(session.access.device, now):
            raise Denied(ErrorCode.SLOW_DOWN, retry_after_s=5)
        if self._parts.running.stopping:
            raise Denied(ErrorCode.STOPPING, retry_after_s=2)
        if self._parts.running.feeds[session.access.device] >= self._parts.settings.feeds_per_device:
            raise Denied(ErrorCode.SLOW_DOWN, retry_after_s=5)
        return session


class Feed:
    """An accepted socket. ``_seen`` is how far the journal was looked at, ``_sent`` how far the client was told."""

    def __init__(self, parts: Parts, socket: WebSocket, session: Session) -> None:
        self._parts = parts
        self._socket = socket
        self._access = session.access
        self._reader: Reader = reader_of(session.actor)
        self._scope = parts.scope(session.actor)
        self._seen = 0
        self._sent = 0
        self._ready = ""
        self._told = 0.0
        self._mark = (-1, -1)

    async def live(self) -> None:
        """Hello, catch up, follow, goodbye."""
        asked = await self._first_word()
        if asked is None:
            await self._misused()
            return
        self._parts.running.came(self._access.device, asked.made)
        head = await self._parts.reads.run(journal.read_head)
        # Looked at before the hello, so that nobody sends postings to a bank whose past they are about to be told has changed.
        reason = await self._stale(asked, head)
        await self._send(_encode(self._hello(head)).decode())
        if reason:
            await self._resync(reason)
            return
        self._seen = self._sent = asked.after
        subscription = self._parts.hub.subscribe(self._reader)
        subscription.until, subscription.task = self._access.expires_at, asyncio.current_task()
        spoke = asyncio.create_task(self._socket.receive())
        spoke.add_done_callback(lambda _: subscription.wake())
        try:
            if await self._catch_up(subscription):
                self._shorten(subscription)
                await self._run(subscription, spoke)
        except asyncio.CancelledError:
            # Cancelled by the pulse is a reader that takes nothing; anything else is the server's end.
            if not subscription.given_up or subscription.task is None:
                raise
            subscription.task.uncancel()
        finally:
            subscription.close()
            spoke.cancel()

    async def _first_word(self) -> Follow | None:
        message = await asyncio.wait_for(self._socket.receive(), FOLLOW_S)
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", NORMAL))
        try:
            return _follow.decode(message.get("text") or b"")
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            return None

    def _hello(self, head: Head) -> Hello:
        return Hello(
            epoch=head.epoch,
            scope=self._scope,
            head=head.seq,
            safe_seq=head.safe_seq,
            server_time=stamp(self._parts.clock()),
            wants_report=wants_report(self._parts.writer.resident, self._access.device),
        )

    async def _stale(self, asked: Follow, head: Head) -> str:
        """Why the follower must fetch a snapshot first, or an empty word."""
        if (asked.epoch and asked.epoch != head.epoch) or asked.after > head.seq or asked.after < 0:
            return "epoch"
        if asked.scope and asked.scope != self._scope:
            return "scope"
        if head.seq - asked.after > BEHIND_MAX:
            return "too_far_behind"
        if asked.head_hash and asked.head_hash != await self._parts.reads.run(hash_at, asked.after):
            return "epoch"
        return ""

    async def _catch_up(self, subscription: Subscription) -> bool:
        """Send what is stored after the cursor. False when the feed ended meanwhile."""
        while True:
            push = await self._parts.reads.run(stored_push, self._seen, PAGE_MAX)
            if not await self._still_admitted():
                return False
            if not push.rows:
                return True
            await self._deliver(subscription, [push])

    def _shorten(self, subscription: Subscription) -> None:
        """From now on what one write can tell needs no turn of this task. All else, and whoever is slow, is left to it."""
        write = frames_of(self._socket)
        if write is None:
            return

        def take(push: Push) -> bool:
            if push.after != self._seen or not self._unchanged():
                return False
            now, said = loop.time(), message_of(self._reader, self._sent, push)
            tells = self._tells(said, now)
            if tells and not write(frame_of(said, push)):
                # Nothing of it is taken: the task tells it together with whatever comes until its turn.
                return False
            self._seen, self._ready = push.upto, said
            if tells:
                self._told_all(now)
            subscription.restless = bool(self._ready)
            return True

        loop = asyncio.get_running_loop()
        subscription.take = take

    async def _run(self, subscription: Subscription, spoke: asyncio.Task[object]) -> None:
        while True:
            items = [] if spoke.done() else await subscription.next()
            if spoke.done():
                await self._after_word(spoke)
                return
            if None in items:
                await self._ended(subscription)
                return
            if not await self._still_admitted():
                return
            ready = [item for item in items if isinstance(item, bytes)]
            pushes = [item for item in items if isinstance(item, Push) and item.upto > self._seen]
            if self._gap(pushes):
                # Another process of the bank wrote in between: its rows are in the journal, not in this hub.
                if not await self._catch_up(subscription):
                    return
                pushes = [push for push in pushes if push.upto > self._seen]
            await self._deliver(subscription, pushes)
            subscription.restless = bool(self._ready)
            if ready:
                # A ready message is a resync: nothing that follows on this feed would fit the replica.
                await self._send(ready[0].decode())
                await self._close(NORMAL)
                return

    def _gap(self, pushes: list[Push]) -> bool:
        at = self._seen
        for push in pushes:
            if push.after > at:
                return True
            at = max(at, push.upto)
        return False

    async def _deliver(self, subscription: Subscription, pushes: list[Push]) -> None:
        """One batch of everything in the pushes that was not looked at before."""
        if pushes:
            push, seen = joined(pushes), self._seen
            if push.after < seen:
                rows = [row for row in push.rows if row.seq > seen]
                push = Push(seen, push.upto, push.head_hash, push.safe_seq, rows)
            self._seen, self._ready = push.upto, message_of(self._reader, self._sent, push)
        now = asyncio.get_running_loop().time()
        if self._ready and self._tells(self._ready, now):
            subscription.sending = now
            await self._socket.send({"type": "websocket.send", "text": self._ready})
            subscription.sending = 0.0
            self._told_all(now)

    def _tells(self, said: str, now: float) -> bool:
        # Nothing in it for this reader: it only moves the cursor, once a second with whatever comes by then.
        return said.endswith("]}") or now - self._told >= IDLE_S

    def _told_all(self, now: float) -> None:
        self._sent, self._told, self._ready = self._seen, now, ""

    def _unchanged(self) -> bool:
        """Nobody's rights have changed since they were looked at, and this one's have not run out."""
        return self._parts.sessions.mark() == self._mark and self._access.expires_at > self._parts.clock().timestamp()

    async def _still_admitted(self) -> bool:
        """Whether the person may go on reading with the same eyes; says goodbye if not."""
        if self._unchanged():
            return True
        sessions = self._parts.sessions
        mark = sessions.mark()
        try:
            actor = sessions.check(self._access).actor
        except Denied as denied:
            await self._bye(denied.code, POLICY)
            return False
        if reader_of(actor) == self._reader:
            self._mark = mark
            return True
        await self._resync("scope")
        return False

    async def _after_word(self, spoke: asyncio.Task[object]) -> None:
        message = spoke.result()
        gone = isinstance(message, dict) and message.get("type") == "websocket.disconnect"
        if not gone:
            # Follow was the client's first and only word.
            await self._misused()

    async def _misused(self) -> None:
        """Whatever else somebody says here is answered by goodbye and kept for whoever looks after the branch."""
        access, now = self._access, self._parts.clock()
        await self._close(POLICY)
        if not self._parts.misses.take(access.device, now.timestamp()):
            return
        await written(
            self._parts.writer,
            lambda conn: activity.note(conn, now, activity.FEED_MISUSED, access.user, "", access.device),
        )

    async def _ended(self, subscription: Subscription) -> None:
        if subscription.dropped:
            await self._close(TRY_LATER)
        else:
            await self._bye(ErrorCode.STOPPING, GOING_AWAY)

    async def _resync(self, reason: str) -> None:
        await self._send(_encode(Resync(reason=reason)).decode())
        await self._close(NORMAL)

    async def _bye(self, code: ErrorCode, close: int) -> None:
        await self._send(_encode(Bye(code=code)).decode())
        await self._close(close)

    async def _send(self, text: str) -> None:
        """A word before or after following."""
        if self._socket.client_state is WebSocketState.DISCONNECTED:
            raise WebSocketDisconnect(NORMAL)
        async with asyncio.timeout(SEND_S):
            await self._socket.send({"type": "websocket.send", "text": text})

    async def _close(self, code: int) -> None:
        await asyncio.wait_for(self._socket.close(code), SEND_S)
