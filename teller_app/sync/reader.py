"""From the journal to the replica: a snapshot in pages, entries by pull, and the websocket that pushes the same entries."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus, WebSocketException

from contract import paths
from contract.base import UNREADABLE
from contract.errors import ErrorCode
from contract.feed import Batch, Bye, Follow, Hello, Resync, ServerMessage, SnapshotPage
from teller_app.sync.ends import End, Ended, ended_by, ended_by_code
from teller_app.sync.outcomes import Declined, LocalCode
from teller_app.sync.pinned import refused
from teller_app.sync.replica import Gap, PastChanged, Replica
from teller_app.sync.tokens import Session
from teller_app.sync.transport import Reply, Transport, decoded, refusal
from teller_app.sync.workers import Worker

ENTRIES_LIMIT = 500
MESSAGE_BYTES_MAX = 16 * 1024 * 1024
PING_EVERY_S = 4.0
PING_LOST_S = 8.0
OPEN_S = 6.0

_message = msgspec.json.Decoder(ServerMessage)
_pull = msgspec.json.Decoder(Batch | Resync)


@dataclass(frozen=True)
class Listener:
    """Who hears what the reader learns; all on the engine's thread. ``applied`` gets the batch and its topics, ``made`` says the last
    counter that this device gave out.
    """

    hello: Callable[[Hello], Awaitable[Ended | None]]
    caught_up: Callable[[], None]
    applied: Callable[[Batch, frozenset[str]], Awaitable[None]]
    progress: Callable[[int, bool], None]
    measured: Callable[[int], None]
    made: Callable[[], Awaitable[int]]


class Reader:
    """One person's feed into one replica."""

    def __init__(
        self,
        session: Session,
        transport: Transport,
        replica: Replica,
        worker: Worker,
        listener: Listener,
    ) -> None:
        self._session = session
        self._transport = transport
        self._replica = replica
        self._worker = worker
        self._listener = listener
        self._head = 0
        self._behind = False
        self._same_epoch = False

    # -- snapshot ------------------------------------------------------------------------------------------------

    async def snapshot(self) -> Ended | None:
        """Fetch the whole working set and make it the replica; None when it is in."""
        await self._worker.run(self._replica.begin_snapshot)
        try:
            ended = await self._pages()
            if ended is None:
                await self._worker.run(self._replica.finish_snapshot)
            return ended
        finally:
            await self._worker.run(self._replica.abandon_snapshot)

    async def _pages(self) -> Ended | None:
        facts = 0
        next_page: str | None = None
        while True:
            params = {"page": next_page} if next_page else None
            page = decoded(await self._session.call("GET", paths.SNAPSHOT, params=params), SnapshotPage)
            if not isinstance(page, SnapshotPage):
                return ended_by(page)
            await self._worker.run(self._replica.add_page, page)
            facts += len(page.facts)
            self._listener.progress(facts, page.next is None)
            if page.next is None:
                return None
            if page.next == next_page:
                return Ended(End.LOST, ErrorCode.INTERNAL.value)
            next_page = page.next

    # -- pull ----------------------------------------------------------------------------------------------------

    async def catch_up(self, head: int) -> Ended | None:
        """Pull entries until the replica has reached ``head``; None when it has."""
        while self._replica.meta.cursor < head:
            before = self._replica.meta.cursor
            params = {"after": str(before), "limit": str(ENTRIES_LIMIT)}
            reply = await self._session.call("GET", paths.ENTRIES, params=params)
            if not isinstance(reply, Reply):
                return ended_by(reply)
            try:
                message = _pull.decode(reply.body)
            except UNREADABLE as error:
                # A fact of another version: a fresh snapshot is asked for, as the contract says.
                return Ended(End.RESYNC, str(error)[:120])
            ended = await self._take(message)
            if ended:
                return ended
            if self._replica.meta.cursor == before:
                return None
        return None

    # -- push ----------------------------------------------------------------------------------------------------

    async def follow(self) -> Ended:
        """Open the feed and fold what comes, until it ends."""
        access = await self._session.access()
        if not isinstance(access, str):
            return ended_by(access)
        headers = self._transport.proof_headers("GET", paths.FEED, access)
        headers[paths.PROTOCOL_HEADER] = str(paths.PROTOCOL)
        url = "ws" + self._transport.base.removeprefix("http") + paths.FEED
        await self._transport.warm()
        try:
            async with connect(
                url, additional_headers=headers, compression=None, proxy=None, user_agent_header=None,
                max_size=MESSAGE_BYTES_MAX, open_timeout=OPEN_S, close_timeout=0.5, ping_interval=PING_EVERY_S,
                ping_timeout=PING_LOST_S, ssl=self._transport.tls if url.startswith("wss:") else None,
            ) as socket:  # fmt: skip
                return await self._converse(socket)
        except InvalidStatus as error:
            return await self._turned_away(error, access)
        except (WebSocketException, OSError, TimeoutError) as error:
            return Ended(End.LOST, LocalCode.WRONG_SERVER if refused(error) else type(error).__name__)

    async def _turned_away(self, error: InvalidStatus, access: str) -> Ended:
        problem = refusal(error.response.status_code, bytes(error.response.body or b""))
        ended = ended_by(problem)
        expired = isinstance(problem, Declined) and problem.problem.code is ErrorCode.TOKEN_EXPIRED
        if expired:
            renewed = await self._session.access(stale=access)
            return ended if isinstance(renewed, str) else ended_by(renewed)
        return ended

    async def _converse(self, socket: ClientConnection) -> Ended:
        meta = self._replica.meta
        made = await self._listener.made()
        follow = Follow(after=meta.cursor, epoch=meta.epoch, scope=meta.scope, head_hash=meta.head_hash, made=made)
        await socket.send(msgspec.json.encode(follow).decode())
        async for raw in socket:
            try:
                message = _message.decode(raw)
            except UNREADABLE as error:
                return Ended(End.RESYNC, str(error)[:120])
            ended = await self._take(message)
            if ended:
                return ended
            if socket.latency > 0:
                self._listener.measured(max(1, round(socket.latency * 1000)))
        return Ended(End.LOST, "closed")

    async def _take(self, message: ServerMessage) -> Ended | None:
        if isinstance(message, Batch):
            return await self._batch(message)
        if isinstance(message, Hello):
            return await self._hello(message)
        if isinstance(message, Resync):
            return self._resync(message)
        return _parting(message)

    def _resync(self, resync: Resync) -> Ended:
        if resync.reason != "epoch":
            return Ended(End.RESYNC, resync.reason)
        # The same epoch, and yet not the journal that was followed: that is no restored server but a changed past.
        end = End.PAST_CHANGED if self._same_epoch else End.NEW_EPOCH
        return Ended(end, end.value)

    async def _hello(self, hello: Hello) -> Ended | None:
        meta = self._replica.meta
        self._same_epoch = hello.epoch == meta.epoch
        if self._same_epoch and hello.head < meta.cursor:
            # A journal only grows: what was followed before is not in this one.
            return Ended(End.PAST_CHANGED, End.PAST_CHANGED.value)
        ended = await self._listener.hello(hello)
        if ended:
            return ended
        if hello.scope != meta.scope:
            return Ended(End.RESYNC, "scope")
        self._head, self._behind = hello.head, True
        self._look()
        return None

    def _look(self) -> None:
        """The server sends what was missed by itself; say once when all of it is in."""
        if self._behind and self._replica.meta.cursor >= self._head:
            self._behind = False
            self._listener.caught_up()

    async def _batch(self, batch: Batch) -> Ended | None:
        try:
            topics = await self._worker.run(self._replica.apply, batch)
        except Gap:
            return await self.catch_up(batch.upto)
        except PastChanged:
            return Ended(End.PAST_CHANGED, End.PAST_CHANGED.value)
        await self._listener.applied(batch, topics)
        self._look()
        return None


def _parting(bye: Bye) -> Ended:
    ended = ended_by_code(bye.code)
    # A server that stops says so; the next one may stand behind the same address already.
    return Ended(End.LOST, bye.code.value) if ended.end is End.NEW_EPOCH else ended
