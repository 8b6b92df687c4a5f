"""uvicorn around the application: how it listens, and how it stops without dropping what it took."""

import asyncio
import gc
import signal
import ssl
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from contract.envelope import BODY_BYTES_MAX
from server.api.parts import Running
from server.api.patience import REQUEST_S, PatientProtocol
from server.api.wire import WireProtocol
from server.core.hub import Hub
from server.settings import Settings

BACKLOG = 512
KEEP_ALIVE_S = 75
GOODBYE_TICK_S = 0.02
GOODBYE_TICKS = 100
HANDSHAKE_S = REQUEST_S
"""Until a TLS handshake is whole: whoever dribbles one is waited for no longer than whoever dribbles a header."""
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""Of TLS 1.2, forward secret and authenticated in one (RFC 9325 section 4.2); those of 1.3 are all of this kind."""


TURN_S = 0.001
"""How long the loop or the writer computes before the other may: at Python's own 5 ms each answer of the database waited that long."""
YOUNG_MAX = 20_000
"""Objects made before the collector looks for circles among the young: a batch makes thousands that all die by themselves."""


def leave_no_core() -> None:
    """A core file would hold the bank's keys and whatever was asked just then, wherever the system puts it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def settle_in() -> None:
    """A process that only serves: what it has made by now stays, so the collector need not look at it again."""
    sys.setswitchinterval(TURN_S)
    gc.set_threshold(YOUNG_MAX)
    gc.collect()
    gc.freeze()


class BankServer(uvicorn.Server):
    """On SIGTERM: not ready any more, goodbye to every feed, then uvicorn stops listening and waits for open requests."""

    def __init__(self, config: uvicorn.Config, running: Running, hub: Hub) -> None:
        super().__init__(config)
        self._running = running
        self._hub = hub
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Remember the loop, which a signal must wake."""
        self._loop = loop = asyncio.get_running_loop()
        if self.config.ssl is not None:
            # uvicorn hands nothing on, and the loop by itself holds a half-open handshake for a minute.
            loop.create_server = partial(loop.create_server, ssl_handshake_timeout=HANDSHAKE_S)  # type: ignore[method-assign]
        await super().startup(sockets)  # type: ignore[arg-type]

    async def shutdown(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Every feed says why it ends before uvicorn cuts what is left; a client that does not listen is not waited for."""
        self._hub.stop()
        for _ in range(GOODBYE_TICKS):
            if not any("WebSocket" in type(connection).__name__ for connection in self.server_state.connections):
                break
            await asyncio.sleep(GOODBYE_TICK_S)
        await super().shutdown(sockets)  # type: ignore[arg-type]

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Listen to signals while serving. uvicorn would raise them again afterwards, and the writer would never drain."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal arrived (main thread), or somebody asks the server to stop."""
        self._running.stopping = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._hub.stop)
        super().handle_exit(sig, frame)


def _tls(config: uvicorn.Config, default: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    context = default()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(CIPHERS)
    return context


def make_server(app: ASGIApp, settings: Settings, running: Running, hub: Hub) -> BankServer:
    """A server, not yet started; ``run()`` blocks until it was told to stop."""
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=PatientProtocol,
        # A list of envelopes and a Follow both fit; uvicorn's own bound would be 16 MiB.
        ws=WireProtocol,
        ws_max_size=BODY_BYTES_MAX,
        ws_per_message_deflate=False,
        ws_ping_interval=20,
        ws_ping_timeout=20,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=settings.drain_s,
        ssl_context_factory=_tls if settings.tls_cert else None,
        ssl_certfile=settings.tls_cert or None,
        ssl_keyfile=settings.tls_key or None,
    )
    return BankServer(config, running, hub)
