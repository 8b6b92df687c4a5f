"""A bank of one page: enough of the wire to test the client against real HTTP and websockets. It checks every proof for real."""

import asyncio
import hashlib
import threading
import time
from email.utils import formatdate
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
from joserfc import jws
from joserfc.jwk import ECKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from contract import paths
from contract.envelope import Envelope
from contract.errors import ErrorCode, Problem
from contract.feed import AnyAnswer, Batch, Bye, Entry, Executed, Follow, Hello, NotTaken, Resync, SnapshotPage
from contract.recovery import EPOCH_HEADER
from contract.staff import Me, Refresh, SignIn, Tokens
from teller_app.sync.keys import b64url
from tests.support.ports import free_port
from tests.teller_app.samples import me

PASSWORD = "correct horse battery"


class Refused(Exception):
    def __init__(self, status: int, code: ErrorCode, retry_after_s: int = 0) -> None:
        self.response = Response(msgspec.json.encode(Problem(code=code, retry_after_s=retry_after_s)), status)


class TinyBank:
    """Runs in a thread. Set its fields to make it misbehave."""

    def __init__(self, port: int = 0, tls: tuple[Path, Path] | None = None) -> None:
        self.port = port or free_port()
        self.tls = tls
        self.head_back = 0
        self.epoch = "e1"
        self.wants_report = False
        self.epochs: list[str] = []
        self.scope = "scope-1"
        self.me: Me = me()
        self.facts: tuple[Any, ...] = ()
        self.base_seq = 10
        self.entries: list[Entry] = []
        self.booked: dict[str, AnyAnswer] = {}
        self.received: list[list[str]] = []
        self.raw: list[bytes] = []
        self.not_taken: dict[str, ErrorCode] = {}
        self.whole: tuple[int, ErrorCode] | None = None
        self.swallow_replies = 0
        self.mute = False
        self.life_s = 600
        self.generation = 0
        self.refreshes: list[str] = []
        self.clock_ahead_s = 0.0
        self.seen_jti: set[str] = set()
        self.files: dict[str, bytes] = {}
        self.fetched: list[str] = []
        self.bye: ErrorCode | None = None
        self.resync = ""
        self.sockets: set[WebSocket] = set()
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}"

    # -- life

    def start(self) -> "TinyBank":
        routes = [
            Route(paths.SIGN_IN, self._door(self._sign_in), methods=["POST"]),
            Route(paths.REFRESH, self._door(self._refresh), methods=["POST"]),
            Route(paths.SIGN_OUT, self._door(self._sign_out), methods=["POST"]),
            Route(paths.COMMANDS, self._door(self._commands), methods=["POST"]),
            Route(paths.SNAPSHOT, self._door(self._snapshot)),
            Route(paths.ENTRIES, self._door(self._pull)),
            Route(paths.ME, self._door(self._me)),
            Route(paths.FILES, self._door(self._file)),
            WebSocketRoute(paths.FEED, self._feed),
        ]
        config = uvicorn.Config(Starlette(routes=routes), port=self.port, log_level="critical", date_header=False, timeout_graceful_shutdown=1, ws="websockets-sansio",
                                ssl_certfile=self.tls and self.tls[0], ssl_keyfile=self.tls and self.tls[1])  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True, name="tiny-bank")
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def stop(self) -> None:
        if self._server and self._thread:
            self._server.should_exit = self._server.force_exit = True
            self._thread.join(60)

    # -- doors

    def _door(self, handler: Any) -> Any:
        async def door(request: Request) -> Response:
            try:
                if request.headers.get(paths.PROTOCOL_HEADER) != "1":
                    raise Refused(426, ErrorCode.CLIENT_TOO_OLD)
                answer = await handler(request)
                response = answer if isinstance(answer, Response) else Response(msgspec.json.encode(answer))
            except Refused as refused:
                response = refused.response
            response.headers["date"] = formatdate(time.time() + self.clock_ahead_s, usegmt=True)
            return response

        return door

    def proven(self, request: Any, method: str, token: str = "") -> None:
        proof = request.headers["dpop"]
        header = jws.extract_compact(proof.encode()).protected
        key = ECKey.import_key(header["jwk"])
        claims = msgspec.json.decode(jws.deserialize_compact(proof, key, algorithms=["ES256"]).payload)
        ath = b64url(hashlib.sha256(token.encode()).digest()) if token else None
        good = (claims["htm"], claims["htu"]) == (method, self.url + request.url.path) and claims.get("ath") == ath
        fresh = abs(claims["iat"] - time.time() - self.clock_ahead_s) < 30 and claims["jti"] not in self.seen_jti
        self.seen_jti.add(claims["jti"])
        if not (good and fresh and header["typ"] == "dpop+jwt"):
            raise Refused(401, ErrorCode.BAD_PROOF)

    def _token(self, request: Any) -> str:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme != "DPoP":
            raise Refused(401, ErrorCode.NOT_SIGNED_IN)
        if token != f"access-{self.generation}":
            raise Refused(401, ErrorCode.TOKEN_EXPIRED)
        return token

    def _tokens(self) -> Tokens:
        self.generation += 1
        return Tokens(
            access=f"access-{self.generation}",
            access_expires_in_s=self.life_s,
            refresh=f"refresh-{self.generation}",
            me=self.me,
        )

    async def _sign_in(self, request: Request) -> Tokens:
        self.proven(request, "POST")
        asked = msgspec.json.decode(await request.body(), type=SignIn)
        if asked.username == "slow":
            raise Refused(429, ErrorCode.SLOW_DOWN, 9)
        if asked.password != PASSWORD:
            raise Refused(401, ErrorCode.BAD_CREDENTIALS)
        return self._tokens()

    async def _refresh(self, request: Request) -> Tokens:
        self.proven(request, "POST")
        asked = msgspec.json.decode(await request.body(), type=Refresh)
        self.refreshes.append(asked.refresh)
        if asked.refresh != f"refresh-{self.generation}":
            raise Refused(401, ErrorCode.NOT_SIGNED_IN)
        return self._tokens()

    async def _sign_out(self, request: Request) -> Response:
        self.proven(request, "POST", self._token(request))
        self.generation += 1
        return Response(status_code=204)

    async def _me(self, request: Request) -> Me:
        self.proven(request, "GET", self._token(request))
        return self.me

    async def _file(self, request: Request) -> Response:
        self.proven(request, "GET", self._token(request))
        key = request.path_params["sha256"]
        self.fetched.append(key)
        if key not in self.files:
            raise Refused(404, ErrorCode.NOT_FOUND)
        return Response(self.files[key])

    async def _commands(self, request: Request) -> Any:
        self._token(request)
        if self.whole:
            raise Refused(*self.whole)
        self.epochs.append(request.headers.get(EPOCH_HEADER, ""))
        body = await request.body()
        single = body[:1] != b"["
        raws = [body] if single else [bytes(raw) for raw in msgspec.json.decode(body, type=list[msgspec.Raw])]
        self.received.append([])
        answers = [self._book(raw) for raw in raws]
        if self.swallow_replies:
            self.swallow_replies -= 1
            await asyncio.sleep(30)
        if not single:
            return answers
        if isinstance(answers[0], NotTaken):
            raise Refused(503 if answers[0].code is ErrorCode.BUSY else 403, answers[0].code)
        return answers[0]

    def _book(self, raw: bytes) -> AnyAnswer:
        envelope = msgspec.json.decode(raw, type=Envelope)
        self.received[-1].append(envelope.id)
        self.raw.append(raw)
        if envelope.id in self.not_taken:
            return NotTaken(code=self.not_taken[envelope.id])
        if envelope.id not in self.booked:
            self.booked[envelope.id] = answer = Executed(seq=self.head + 1)
            mine = envelope.made_by == self.me.user
            told = {"command": envelope.id, "answer": answer} if mine else {}
            self.entries.append(Entry(seq=answer.seq, at="", **told))
        return self.booked[envelope.id]

    # -- the journal

    @property
    def head(self) -> int:
        return self.entries[-1].seq if self.entries else self.base_seq

    def tell(self, *facts: Any) -> None:
        """One more journal row with these facts."""
        self.entries.append(Entry(seq=self.head + 1, at="", facts=facts))

    def _batch(self, after: int) -> Batch:
        entries = tuple(entry for entry in self.entries if entry.seq > after)
        return Batch(after=after, upto=self.head, head_hash=f"h{self.head}", safe_seq=0, entries=entries)

    async def _snapshot(self, request: Request) -> SnapshotPage:
        self.proven(request, "GET", self._token(request))
        at = int(request.query_params.get("page", 0))
        more = str(at + 1) if at + 1 < len(self.facts) else None
        return SnapshotPage(seq=self.head, epoch=self.epoch, scope=self.scope, head_hash=f"h{self.head}", facts=self.facts[at : at + 1], next=more)  # fmt: skip

    async def _pull(self, request: Request) -> Any:
        self.proven(request, "GET", self._token(request))
        return Resync(reason=self.resync) if self.resync else self._batch(int(request.query_params["after"]))

    async def _feed(self, socket: WebSocket) -> None:
        try:
            self.proven(socket, "GET", self._token(socket))
        except Refused as refused:
            await socket.send_denial_response(refused.response)
            return
        await socket.accept()
        self.sockets.add(socket)
        try:
            await self._push(socket)
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            self.sockets.discard(socket)

    async def _push(self, socket: WebSocket) -> None:
        follow = msgspec.json.decode(await socket.receive_text(), type=Follow)
        hello = Hello(
            epoch=self.epoch,
            scope=self.scope,
            head=self.head - self.head_back,
            safe_seq=0,
            server_time="",
            wants_report=self.wants_report,
        )
        await socket.send_text(msgspec.json.encode(hello).decode())
        sent, last = follow.after, 0.0
        while True:
            if self.resync:
                await socket.send_text(msgspec.json.encode(Resync(reason=self.resync)).decode())
                self.resync = ""
            if self.bye:
                await socket.send_text(msgspec.json.encode(Bye(code=self.bye)).decode())
                self.bye = None
                return await socket.close()
            if self.mute:
                await asyncio.sleep(0.01)
                continue
            if self.head > sent or time.monotonic() - last > 1:
                await socket.send_text(msgspec.json.encode(self._batch(sent)).decode())
                sent, last = self.head, time.monotonic()
            await asyncio.sleep(0.01)
