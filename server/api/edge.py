"""The outermost layer: request id, protocol version, one log line and one count a request, and whatever went wrong as a problem."""

import logging
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from itertools import count

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contract.errors import ErrorCode
from contract.ids import new_id
from contract.paths import HEALTH, METRICS, PROTOCOL, PROTOCOL_HEADER, PROTOCOL_MIN, READY, REQUEST_ID_HEADER
from server.api.logs import EDGE, Answered
from server.api.metrics import Metrics
from server.api.problems import problem_of, response_of
from server.staff.denied import Denied

_REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}\Z")
_PROTOCOL = re.compile(r"^[0-9]{1,6}\Z")
_REQUEST_ID_NAME, _PROTOCOL_NAME = REQUEST_ID_HEADER.lower().encode(), PROTOCOL_HEADER.lower().encode()
_WITH_BODY = frozenset({"POST", "PUT"})
_ALWAYS = ((_PROTOCOL_NAME, str(PROTOCOL).encode()), (b"x-content-type-options", b"nosniff"))
Refused = Callable[[Scope, ErrorCode], Awaitable[None]]
"""Told of each request that ends in a problem."""
log = logging.getLogger(EDGE)


class Edge:
    """ASGI middleware around the whole application. ``posts`` are doors that need no routing: path to application."""

    def __init__(
        self, app: ASGIApp, metrics: Metrics, posts: Mapping[str, ASGIApp], requests_max: int, refused: Refused
    ) -> None:
        self._app = app
        self._refused = refused
        self._metrics = metrics
        self._posts = dict(posts)
        self._requests_max = requests_max
        self._open = 0
        # A fresh id for each would ask the system for random bytes, and let the writer have the interpreter meanwhile.
        self._name, self._numbers = new_id(), count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wrap a request or a socket; let the lifespan through."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        # With an application in the scope Starlette's router raises for an unknown path, and does not answer in prose.
        scope["app"] = self
        name = f"{self._name}-{next(self._numbers)}"
        passage = Passage(scope, self._metrics, send, self._refused, name)
        if scope["type"] != "http":
            await passage.go(self._app, receive)
            return
        if scope["method"] in _WITH_BODY:
            hand = InHand(self, scope, receive)
            try:
                await passage.go(self._turn_away if self._full(scope) else self._door(scope), hand.receive)
            finally:
                self._open -= hand.counted
            return
        self._open += 1
        try:
            await passage.go(self._turn_away if self._crowded(scope) else self._door(scope), receive)
        finally:
            self._open -= 1

    def enter(self, scope: Scope) -> None:
        """A request's body is whole. Raises Denied(busy) where too many are in hand; it is counted all the same until it leaves."""
        self._open += 1
        if self._crowded(scope):
            raise Denied(ErrorCode.BUSY)

    def _door(self, scope: Scope) -> ASGIApp:
        door = self._posts.get(scope["path"]) if scope["method"] == "POST" else None
        return door or self._app

    def _full(self, scope: Scope) -> bool:
        """Whether one more would be too many: then its body need not be read."""
        self._open += 1
        crowded = self._crowded(scope)
        self._open -= 1
        return crowded

    def _crowded(self, scope: Scope) -> bool:
        # Whoever watches over the server must get through just then.
        return self._open > self._requests_max and scope["path"] not in (HEALTH, READY, METRICS)

    async def _turn_away(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Past the bound the cheapest answer is the best one: those inside keep their time."""
        raise Denied(ErrorCode.BUSY)


class InHand:
    """A request with a body is in hand once the body is whole. Whoever sends a head and then nothing holds a socket and nobody's place:
    five hundred strangers who dribble would otherwise keep every teller out.
    """

    def __init__(self, edge: Edge, scope: Scope, receive: Receive) -> None:
        self._edge = edge
        self._scope = scope
        self._receive = receive
        self.counted = 0

    async def receive(self) -> Message:
        """The next part of the body."""
        message = await self._receive()
        if not self.counted and not message.get("more_body", False):
            self.counted = 1
            self._edge.enter(self._scope)
        return message


class Passage:
    """One request on its way through."""

    def __init__(self, scope: Scope, metrics: Metrics, send: Send, refused: Refused, name: str) -> None:
        self._scope = scope
        self._refused = refused
        self._metrics = metrics
        self._send = send
        self._request_id, self._protocol = _marks(scope["headers"], name)
        self._started = time.perf_counter()
        self._status = 0
        self._code = ""

    async def go(self, app: ASGIApp, receive: Receive) -> None:
        """Serve it and say in one line how it went."""
        try:
            self._check_protocol()
            await app(self._scope, receive, self._mark)
        except Exception as error:
            await self._explain(error, receive)
        finally:
            self._count()

    def _check_protocol(self) -> None:
        if not self._scope["path"].startswith("/v1/"):
            return
        spoken = int(self._protocol) if _PROTOCOL.match(self._protocol) else 0
        if spoken < PROTOCOL_MIN:
            raise Denied(ErrorCode.CLIENT_TOO_OLD, {"protocol_min": PROTOCOL_MIN, "protocol": PROTOCOL})

    async def _mark(self, message: Message) -> None:
        """Send it on, with the headers that every answer has."""
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            self._status = message["status"]
            mine = (_REQUEST_ID_NAME, self._request_id.encode())
            message["headers"] = [*message.get("headers", ()), mine, *_ALWAYS]
        elif message["type"] == "websocket.accept":
            self._status = 101
        await self._send(message)

    async def _explain(self, error: Exception, receive: Receive) -> None:
        problem = problem_of(error)
        self._code = problem.code.value
        if problem.code in (ErrorCode.INTERNAL, ErrorCode.STORAGE_FULL):
            log.error("failed", exc_info=error, extra={"request_id": self._request_id, "path": self._scope["path"]})
        await self._refused(self._scope, problem.code)
        if self._status:
            return
        response = response_of(problem, self._request_id)
        if self._scope["type"] == "websocket" and "websocket.http.response" not in self._scope.get("extensions", {}):
            await self._mark({"type": "websocket.close", "code": 1008})
            return
        await response(self._scope, receive, self._mark)

    def _count(self) -> None:
        spent = time.perf_counter() - self._started
        door = getattr(self._scope.get("endpoint"), "__name__", "none")
        if self._scope["type"] == "http":
            self._metrics.count(door, self._status, spent)
        if log.isEnabledFor(logging.INFO):
            # Only paths are logged, never queries: a search is somebody's name.
            log.handle(
                Answered(
                    request_id=self._request_id,
                    method=self._scope.get("method", "WS"),
                    path=self._scope["path"],
                    status=self._status,
                    code=self._code,
                    ms=round(spent * 1000, 1),
                )
            )


def _marks(headers: Iterable[tuple[bytes, bytes]], otherwise: str) -> tuple[str, str]:
    """The request's id, its own or ``otherwise``, and the protocol that it speaks."""
    given, protocol = "", ""
    for name, value in headers:
        if name == _REQUEST_ID_NAME:
            given = value.decode("latin-1")
        elif name == _PROTOCOL_NAME:
            protocol = value.decode("latin-1")
    return given if _REQUEST_ID.match(given) else otherwise, protocol
