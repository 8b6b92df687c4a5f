"""One HTTP request to a carrier, with what is certain about it when it fails: not sent at all, or maybe."""

import http.client
import socket
import ssl
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec

from contract.base import UNREADABLE

TIMEOUT_S = 10.0
ANSWER_BYTES_MAX = 65_536
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class NotSent(Exception):
    """Nobody was there: the request never left."""


class MaybeSent(Exception):
    """The request left, and no whole answer came back."""


@dataclass(frozen=True)
class Reply:
    """A carrier's answer. ``body`` is the JSON object, empty where there was none."""

    status: int
    body: dict[str, Any]


class Wire:
    """Requests to one base address. In the clear to this machine only: a message holds somebody's phone and code."""

    def __init__(self, base: str, headers: dict[str, str], timeout_s: float = TIMEOUT_S) -> None:
        parts = urlsplit(base)
        if parts.scheme != "https" and parts.hostname not in LOCAL:
            raise ValueError(f"{parts.scheme}://{parts.hostname}: messages leave over https only")
        self._secure = parts.scheme == "https"
        self._host, self._port = parts.hostname or "", parts.port
        self._prefix = parts.path.rstrip("/")
        self._headers = headers
        self._timeout_s = timeout_s

    def post(self, path: str, body: dict[str, Any]) -> Reply:
        """POST a JSON object. Raises NotSent or MaybeSent."""
        return self._ask("POST", path, msgspec.json.encode(body))

    def get(self, path: str) -> Reply:
        """GET. Raises NotSent or MaybeSent."""
        return self._ask("GET", path, None)

    def _ask(self, method: str, path: str, body: bytes | None) -> Reply:
        connection = self._connect()
        try:
            connection.request(method, self._prefix + path, body, {"Content-Type": "application/json", **self._headers})
            answer = connection.getresponse()
            raw = answer.read(ANSWER_BYTES_MAX)
            return Reply(answer.status, _object(raw))
        except (OSError, http.client.HTTPException) as error:
            raise MaybeSent(type(error).__name__) from error
        finally:
            connection.close()

    def _connect(self) -> http.client.HTTPConnection:
        connection: http.client.HTTPConnection
        if self._secure:
            context = ssl.create_default_context()
            connection = http.client.HTTPSConnection(self._host, self._port, timeout=self._timeout_s, context=context)
        else:
            connection = http.client.HTTPConnection(self._host, self._port, timeout=self._timeout_s)
        try:
            connection.connect()
        except (OSError, socket.gaierror) as error:
            connection.close()
            raise NotSent(type(error).__name__) from error
        return connection


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(raw)
    except UNREADABLE:
        return {}
    return found if isinstance(found, dict) else {}
