"""A connection that does not say what it wants is not waited for: whoever dribbles a header a second holds nothing up."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.api.one_write import OneWrite

REQUEST_S = 10.0
"""From the connection, or from a request's first byte, until its headers are whole."""

LINE_BYTES_MAX = 8_000
HEADERS_MAX = 100
HEAD_BYTES_MAX = 64 * 1024
"""Of a request's line and headers, and at most one reading of the socket more: the parser itself would take any amount."""


WHOLE = "coastal.whole"
"""In a request's scope once its body is here to its end."""


class TooMuch(ValueError):
    """More than a request's head may be, or not one host (RFC 9112 section 3.2). The parser makes a 400 of it."""


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's HTTP with a bound on the time that headers take. It knows one for idle connections between requests already."""

    _deadline: asyncio.TimerHandle | None = None
    _heading = True
    _head_bytes = 0

    def connection_made(self, transport: Any) -> None:
        """Somebody connected, or nobody did: both have the same time."""
        super().connection_made(OneWrite(transport, self.loop))  # type: ignore[arg-type]
        self._begin()

    def data_received(self, data: bytes) -> None:
        """While it is not yet said what is wanted, the words are counted. A head that comes in one piece needs no clock."""
        if self._heading:
            if self._head_bytes > HEAD_BYTES_MAX:
                self._end()
                self.send_400_response("headers too large")
                return
            self._head_bytes += len(data)
        super().data_received(data)
        if self._heading and self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_S, self._too_slow)

    def on_message_begin(self) -> None:
        """A request's first byte."""
        super().on_message_begin()
        self._end()
        self._heading, self._head_bytes = True, 1

    def on_headers_complete(self) -> None:
        """It is said what is wanted."""
        hosts = 0
        for name, value in self.headers:
            hosts += name == b"host"
            if len(name) + len(value) > HEAD_BYTES_MAX:
                raise TooMuch
        hostless = not hosts and self.parser.get_http_version() == "1.1"
        if hosts > 1 or hostless or len(self.headers) > HEADERS_MAX:
            raise TooMuch
        self._end()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The body is here."""
        self.scope[WHOLE] = True  # type: ignore[literal-required]
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """What the websocket's own parser would choke on, and then never answer, is refused here."""
        lines = [len(name) + len(value) for name, value in self.headers]
        if len(self.url) > LINE_BYTES_MAX or len(lines) > HEADERS_MAX or max(lines, default=0) > LINE_BYTES_MAX:
            self.send_400_response("headers too large")
            return
        if self.parser.get_http_version() != "1.1":
            # RFC 6455 section 4.1: an older client cannot have meant it, and what stands between may not know what follows.
            self.send_400_response("websockets need HTTP/1.1")
            return
        # A feed's message is one write already.
        self.transport = self.transport.transport  # type: ignore[attr-defined]
        super().handle_websocket_upgrade()

    def connection_lost(self, exc: Exception | None) -> None:
        """Gone by itself."""
        self._end()
        super().connection_lost(exc)

    def _begin(self) -> None:
        self._deadline = self.loop.call_later(REQUEST_S, self._too_slow)

    def _end(self) -> None:
        self._heading = False
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self.transport.close()
