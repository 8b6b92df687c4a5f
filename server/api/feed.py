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
from server.core import journal
from server.core.audience import Reader
from server.core.clock import stamp
from server.core.hub import Push, Subscription, batch_bytes
from server.core.journal import Head
from server.recovery.queries import wants_report
from server.staff.actors import reader_of
from server.staff.denied import Denied
from server.staff.sessions import Session

FOLLOW_S = 10.0
IDLE_S = 1.0
"""How often a feed looks at its session, and how often an idle one moves the cursor at most."""
PACE_S = 0.03
"""Pause after a message: what is committed meanwhile goes out as one batch, so a busy bank costs each feed 33 messages a second."""
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

    async def _admit(self, socket: WebSocket) -> Session:
        origin = socket.headers.get("origin")
        # The app sends no Origin; a page in somebody's browser does, and may not ride on anything.
        if origin is not None and urlsplit(origin).netloc != socket.headers.get("host"):
            raise Denied(ErrorCode.NOT_PERMITTED, {"origin": origin[:120]})
        session = await proven(self._parts, socket)
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
        self._ready = b""
        self._told = 0.0

    async def live(self) -> None:
        """Hello, catch up, follow, goodbye."""
        asked = await self._first_word()
        if asked is None:
            await self._close(POLICY)
            return
        head = await self._parts.reads.run(journal.read_head)
        await self._send(_encode(self._hello(head)))
        reason = await self._stale(asked, head)
        if reason:
            await self._resync(reason)
            return
        self._seen = self._sent = asked.after
        subscription = self._parts.hub.subscribe(self._reader)
        spoke = asyncio.create_task(self._socket.receive())
        try:
            if await self._catch_up():
                await self._run(subscription, spoke)
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

    async def _catch_up(self) -> bool:
        """Send what is stored after the cursor. False when the feed ended meanwhile."""
        while True:
            push = await self._parts.reads.run(stored_push, self._seen, PAGE_MAX)
            if not await self._still_admitted():
                return False
            if not push.rows:
                return True
            await self._deliver([push])

    async def _run(self, subscription: Subscription, spoke: asyncio.Task[object]) -> None:
        while True:
            items = await self._next(subscription)
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
                if not await self._catch_up():
                    return
                pushes = [push for push in pushes if push.upto > self._seen]
            await self._deliver(pushes)
            if ready:
                # A ready message is a resync: nothing that follows on this feed would fit the replica.
                await self._send(ready[0])
                await self._close(NORMAL)
                return

    def _gap(self, pushes: list[Push]) -> bool:
        at = self._seen
        for push in pushes:
            if push.after > at:
                return True
            at = max(at, push.upto)
        return False

    async def _next(self, subscription: Subscription) -> list[Push | bytes | None]:
        try:
            first = await subscription.next(IDLE_S)
        except TimeoutError:
            return []
        return [first, *subscription.waiting()]

    async def _deliver(self, pushes: list[Push]) -> None:
        """One batch of everything in the pushes that was not looked at before."""
        if pushes:
            last, seen = pushes[-1], self._seen
            rows = [row for push in pushes for row in push.rows if row.seq > seen]
            raw = batch_bytes(self._reader, Push(self._sent, last.upto, last.head_hash, last.safe_seq, rows))
            self._seen, self._ready = last.upto, raw
        now = asyncio.get_running_loop().time()
        # Nothing in it for this reader: it only moves the cursor, once a second with whatever comes by then.
        if self._ready and (self._ready.endswith(b"]}") or now - self._told >= IDLE_S):
            await self._send(self._ready)
            self._sent, self._told, self._ready = self._seen, now, b""
            await asyncio.sleep(PACE_S)

    async def _still_admitted(self) -> bool:
        """Whether the person may go on reading with the same eyes; says goodbye if not."""
        try:
            actor = self._parts.sessions.check(self._access).actor
        except Denied as denied:
            await self._bye(denied.code, POLICY)
            return False
        if reader_of(actor) == self._reader:
            return True
        await self._resync("scope")
        return False

    async def _after_word(self, spoke: asyncio.Task[object]) -> None:
        message = spoke.result()
        gone = isinstance(message, dict) and message.get("type") == "websocket.disconnect"
        if not gone:
            # Follow was the client's first and only word.
            await self._close(POLICY)

    async def _ended(self, subscription: Subscription) -> None:
        if subscription.dropped:
            await self._close(TRY_LATER)
        else:
            await self._bye(ErrorCode.STOPPING, GOING_AWAY)

    async def _resync(self, reason: str) -> None:
        await self._send(_encode(Resync(reason=reason)))
        await self._close(NORMAL)

    async def _bye(self, code: ErrorCode, close: int) -> None:
        await self._send(_encode(Bye(code=code)))
        await self._close(close)

    async def _send(self, raw: bytes) -> None:
        if self._socket.client_state is WebSocketState.DISCONNECTED:
            raise WebSocketDisconnect(NORMAL)
        await asyncio.wait_for(self._socket.send({"type": "websocket.send", "text": raw.decode()}), SEND_S)

    async def _close(self, code: int) -> None:
        await asyncio.wait_for(self._socket.close(code), SEND_S)
