"""HTTP to the server: one bounded request at a time in, a value out. Never raises for what a network or a server can do."""

from __future__ import annotations

import asyncio
import email.utils
import logging
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from contract import paths
from contract.base import UNREADABLE
from contract.errors import ErrorCode, Problem
from contract.recovery import EPOCH_HEADER
from contract.staff import Refresh, SignIn, Tokens
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.outcomes import Declined, Failed, LocalCode, Offline, ServerFault
from teller_app.sync.pinned import refused, usual_context

if TYPE_CHECKING:
    import httpx

CONNECT_S = 3.0
READ_S = 10.0
TOTAL_S = 20.0
ANSWER_BYTES_MAX = 16 * 1024 * 1024
SKEW_MIN_S = 5
# httpx logs whole addresses, and a search is somebody's name.
logging.getLogger("httpx").setLevel(logging.WARNING)
_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class InsecureServer(ValueError):
    """Plain http to another machine would show everything to everyone on the way."""


class Reply(msgspec.Struct, frozen=True):
    """An answer with status 2xx or 422. ``rtt_ms`` from the first byte sent to the last received."""

    status: int
    body: bytes
    rtt_ms: int


def checked_url(url: str) -> str:
    """The server's base URL without a trailing slash. Raises InsecureServer for http to anything but this machine."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise InsecureServer(url) from error
    if parts.scheme == "https" and parts.hostname:
        return url.rstrip("/")
    if parts.scheme == "http" and parts.hostname in _LOCAL_HOSTS:
        return url.rstrip("/")
    raise InsecureServer(url)


class Transport:
    """Requests with the device's proofs. Learns the server's clock from its answers, so a wrong clock here locks nobody out."""

    def __init__(
        self,
        server_url: str,
        signer: DeviceSigner,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.time,
        read_s: float = READ_S,
    ) -> None:
        self.base = checked_url(server_url)
        self._signer = signer
        self._clock = clock
        self._skew_s = 0.0
        self.rtt_ms = 0
        self.epoch = ""
        """The server's epoch as the outbox knows it; it goes with every envelope."""
        self.tls, self._read_s = tls, read_s
        self._http: asyncio.Future[httpx.AsyncClient] | None = None
        self._total_s = max(TOTAL_S, read_s) if read_s >= READ_S else read_s * 2

    def now(self) -> float:
        """Seconds since 1970 by the server's clock, as far as it is known."""
        return self._clock() + self._skew_s

    def warm(self) -> asyncio.Future[httpx.AsyncClient]:
        """The client, and with it ``tls``, which the feed goes over as well. It is made once, aside: the library and the certificates take a quarter of a second, which the
        sign-in on the screen does not wait for."""
        if self._http is None:
            self._http = asyncio.ensure_future(asyncio.to_thread(self._client))
        return self._http

    def _client(self) -> httpx.AsyncClient:
        import httpx

        if self.tls is None and self.base.startswith("https:"):
            self.tls = usual_context()
        # trust_env is off: a proxy or certificate bundle from the environment must not reroute a bank's traffic.
        return httpx.AsyncClient(
            base_url=self.base,
            verify=True if self.tls is None else self.tls,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(self._read_s, connect=CONNECT_S),
            limits=httpx.Limits(max_connections=8, max_keepalive_connections=4),
            headers={paths.PROTOCOL_HEADER: str(paths.PROTOCOL)},
        )

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            with suppress(OSError):
                await (await self._http).aclose()

    def proof_headers(self, method: str, path: str, access: str | None = None) -> dict[str, str]:
        """DPoP, and the authorization that goes with it."""
        headers = {"DPoP": self._signer.proof(method, self.base + path, access, self.now)}
        if access is not None:
            headers["Authorization"] = f"DPoP {access}"
        return headers

    async def sign_in(self, username: str, password: str) -> Tokens | Failed:
        """Ask for tokens with a password."""
        body = SignIn(username=username[:64], password=password[:256], device=self._signer.device)
        return await self._tokens(paths.SIGN_IN, msgspec.json.encode(body))

    async def refresh(self, handle: str) -> Tokens | Failed:
        """Trade a refresh handle for new tokens. The handle is used up if an answer comes."""
        return await self._tokens(
            paths.REFRESH, msgspec.json.encode(Refresh(refresh=handle, device=self._signer.device))
        )

    async def _tokens(self, path: str, body: bytes) -> Tokens | Failed:
        reply = await self.request("POST", path, body=body)
        return decoded(reply, Tokens)

    async def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: bytes | None = None,
        access: str | None = None,
        proven: bool = True,
        bytes_max: int = ANSWER_BYTES_MAX,
    ) -> Reply | Failed:
        """One request. With ``proven`` it carries a DPoP proof; a proof refused for our wrong clock is made once more.

        An answer of more than ``bytes_max`` is read no further, and is a fault.
        """
        skew = self._skew_s
        result = await self._once(method, path, params, body, access, proven, bytes_max)
        bad_proof = isinstance(result, Declined) and result.problem.code is ErrorCode.BAD_PROOF
        if bad_proof and proven and self._skew_s != skew:
            return await self._once(method, path, params, body, access, proven, bytes_max)
        return result

    async def _once(
        self,
        method: str,
        path: str,
        params: Mapping[str, str] | None,
        body: bytes | None,
        access: str | None,
        proven: bool,
        bytes_max: int,
    ) -> Reply | Failed:
        headers = self.proof_headers(method, path, access) if proven else {}
        if access is not None:
            headers["Authorization"] = f"DPoP {access}"
        if path == paths.COMMANDS and self.epoch:
            headers[EPOCH_HEADER] = self.epoch
        if body is not None:
            headers["Content-Type"] = "application/json"
        # One who gives up waiting must not take the client from all others.
        try:
            client = await asyncio.shield(self.warm())
        except OSError as error:
            self._http = None
            return Offline(type(error).__name__)
        import httpx

        started = time.perf_counter()
        try:
            async with asyncio.timeout(self._total_s):
                status, answer = await self._exchange(client, method, path, params, body, headers, bytes_max)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError) as error:
            code = LocalCode.WRONG_SERVER if refused(error) else LocalCode.OFFLINE
            return Offline(type(error).__name__, code)
        self.rtt_ms = max(1, round((time.perf_counter() - started) * 1000))
        if answer is None:
            return ServerFault(status, "answer too large")
        if status < 300 or status == httpx.codes.UNPROCESSABLE_ENTITY:
            return Reply(status, answer, self.rtt_ms)
        return refusal(status, answer)

    async def _exchange(
        self,
        client: httpx.AsyncClient,
        method: str,
        path: str,
        params: Mapping[str, str] | None,
        body: bytes | None,
        headers: dict[str, str],
        bytes_max: int,
    ) -> tuple[int, bytes | None]:
        parts: list[bytes] = []
        size = 0
        async with client.stream(method, path, params=params, content=body, headers=headers) as response:
            self._learn_clock(response.headers.get("date", ""))
            async for part in response.aiter_bytes():
                size += len(part)
                if size > bytes_max:
                    return response.status_code, None
                parts.append(part)
            return response.status_code, b"".join(parts)

    def _learn_clock(self, date: str) -> None:
        try:
            theirs = email.utils.parsedate_to_datetime(date).timestamp()
        except (ValueError, OverflowError):
            # A date of no calendar says nothing of a clock.
            return
        skew = theirs - self._clock()
        self._skew_s = skew if abs(skew) > SKEW_MIN_S else 0.0


def refusal(status: int, body: bytes) -> Declined | ServerFault:
    """The problem in an answer's body, or a fault where there is none."""
    try:
        return Declined(msgspec.json.decode(body, type=Problem))
    except UNREADABLE:
        return ServerFault(status, "no problem in the answer")


def decoded[T](reply: Reply | Failed, kind: type[T]) -> T | Failed:
    """The reply's body as ``kind``."""
    if not isinstance(reply, Reply):
        return reply
    try:
        return msgspec.json.decode(reply.body, type=kind)
    except UNREADABLE as error:
        return ServerFault(reply.status, str(error)[:120])
