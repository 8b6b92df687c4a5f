"""The outermost layer: request id, protocol version, one log line and one count a request, and whatever went wrong as a problem."""

import logging
import re
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contract.errors import ErrorCode
from contract.ids import new_id
from contract.paths import HEALTH, METRICS, PROTOCOL, PROTOCOL_HEADER, PROTOCOL_MIN, READY, REQUEST_ID_HEADER
from server.api.metrics import Metrics
from server.api.problems import problem_of, response_of
from server.staff.denied import Denied

_REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}\Z")
log = logging.getLogger("coastal.api")


class Edge:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, requests_max: int) -> None:
        self._app = app
        self._metrics = metrics
        self._requests_max = requests_max
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wrap a request or a socket; let the lifespan through."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        # With an application in the scope Starlette's router raises for an unknown path, and does not answer in prose.
        scope["app"] = self
        passage = Passage(scope, self._metrics)
        if scope["type"] != "http":
            await passage.go(self._app, receive, send)
            return
        self._open += 1
        try:
            await passage.go(self._turn_away if self._crowded(scope) else self._app, receive, send)
        finally:
            self._open -= 1

    def _crowded(self, scope: Scope) -> bool:
        # Whoever watches over the server must get through just then.
        return self._open > self._requests_max and scope["path"] not in (HEALTH, READY, METRICS)

    async def _turn_away(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Past the bound the cheapest answer is the best one: those inside keep their time."""
        raise Denied(ErrorCode.BUSY)


class Passage:
    """One request on its way through."""

    def __init__(self, scope: Scope, metrics: Metrics) -> None:
        self._scope = scope
        self._metrics = metrics
        headers = Headers(scope=scope)
        given = headers.get(REQUEST_ID_HEADER, "")
        self._request_id = given if _REQUEST_ID.match(given) else new_id()
        self._protocol = headers.get(PROTOCOL_HEADER, "")
        self._started = time.perf_counter()
        self._status = 0
        self._code = ""

    async def go(self, app: ASGIApp, receive: Receive, send: Send) -> None:
        """Serve it and say in one line how it went."""

        async def marked(message: Message) -> None:
            await send(self._mark(message))

        try:
            self._check_protocol()
            await app(self._scope, receive, marked)
        except Exception as error:
            await self._explain(error, receive, marked)
        finally:
            self._count()

    def _check_protocol(self) -> None:
        if not self._scope["path"].startswith("/v1/"):
            return
        spoken = int(self._protocol) if re.fullmatch(r"[0-9]{1,6}", self._protocol) else 0
        if spoken < PROTOCOL_MIN:
            raise Denied(ErrorCode.CLIENT_TOO_OLD, {"protocol_min": PROTOCOL_MIN, "protocol": PROTOCOL})

    def _mark(self, message: Message) -> Message:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            self._status = message["status"]
            headers = MutableHeaders(scope=message)
            headers[REQUEST_ID_HEADER] = self._request_id
            headers[PROTOCOL_HEADER] = str(PROTOCOL)
            headers["x-content-type-options"] = "nosniff"
        elif message["type"] == "websocket.accept":
            self._status = 101
        return message

    async def _explain(self, error: Exception, receive: Receive, send: Send) -> None:
        problem = problem_of(error)
        self._code = problem.code.value
        if problem.code in (ErrorCode.INTERNAL, ErrorCode.STORAGE_FULL):
            log.error("failed", exc_info=error, extra={"request_id": self._request_id, "path": self._scope["path"]})
        if self._status:
            return
        response = response_of(problem, self._request_id)
        if self._scope["type"] == "websocket" and "websocket.http.response" not in self._scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1008})
            return
        await response(self._scope, receive, send)

    def _count(self) -> None:
        spent = time.perf_counter() - self._started
        door = getattr(self._scope.get("endpoint"), "__name__", "none")
        if self._scope["type"] == "http":
            self._metrics.count(door, self._status, spent)
        # Only paths are logged, never queries: a search is somebody's name.
        log.info(
            "request",
            extra={
                "request_id": self._request_id,
                "method": self._scope.get("method", "WS"),
                "path": self._scope["path"],
                "status": self._status,
                "code": self._code,
                "ms": round(spent * 1000, 1),
            },
        )
