"""A wire between a client and a server that a test can spoil: cut, black-holed, slowed, closed on one side, counted.

::

    with Proxy(target_port=server.port) as wire:
        wire.mode = Mode.BLACK_HOLE     # bytes go in and nothing comes out, no connection is closed
        wire.cut()                      # every open connection is reset, at once
        wire.mode = Mode.PASS
"""

import asyncio
import contextlib
import random
import socket
import struct
import threading
from collections.abc import Callable
from enum import Enum
from types import TracebackType

from tests.support.ports import LOCALHOST, free_port

CHUNK = 64 * 1024
STOP_S = 60


class Mode(Enum):
    """What becomes of bytes and of new connections."""

    PASS = "pass"
    REFUSE = "refuse"  # new connections are reset; open ones are left alone until cut()
    BLACK_HOLE = "black_hole"  # accepted, read, never delivered, in both directions
    SWALLOW_ANSWERS = "swallow_answers"  # the server gets everything, the client hears nothing


class Proxy:
    """Listens on ``port`` and connects to ``target_port``, both on localhost. Lives in its own thread; a context manager.

    ``mode`` and ``delay_s`` (added before each chunk, each way) may be changed at any time. ``loss`` is the share of chunks that are lost
    with their connection. ``left_up`` and ``left_down`` are how many bytes pass to the server and to the client until the line is torn
    (None: all). ``sent`` and ``answered`` count the bytes handed on, ``withheld`` the chunks of answers that were not, ``connections`` those accepted.
    """

    def __init__(self, target_port: int, port: int | None = None) -> None:
        self.target_port = target_port
        self.port = free_port() if port is None else port
        self.mode = Mode.PASS
        self.delay_s = 0.0
        self.loss = 0.0
        self.left_up: int | None = None
        self.left_down: int | None = None
        self._chance = random.Random(1)
        self.sent = 0
        self.answered = 0
        self.withheld = 0
        self.connections = 0
        self._open: set[asyncio.StreamWriter] = set()
        self._to_server: set[asyncio.StreamWriter] = set()
        self._to_client: set[asyncio.StreamWriter] = set()
        self._listening = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._done = asyncio.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="coastal-test-proxy", daemon=True)

    def __enter__(self) -> "Proxy":
        self._thread.start()
        if not self._listening.wait(STOP_S) or self._failure:
            raise RuntimeError("the proxy does not listen") from self._failure
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(STOP_S)

    @property
    def url(self) -> str:
        """What a client is told instead of the server's own address."""
        return f"http://{LOCALHOST}:{self.port}"

    def cut(self) -> None:
        """Reset every open connection: both ends see the wire torn, not a farewell."""
        self._in_loop(lambda: [_reset(writer) for writer in self._open])

    def half_close(self, *, towards_client: bool = True) -> None:
        """Say "no more bytes" (FIN) on one side of every open connection; the other direction stays."""
        writers = self._to_client if towards_client else self._to_server
        self._in_loop(lambda: [writer.write_eof() for writer in writers if writer.can_write_eof()])

    def _in_loop(self, call: Callable[[], object]) -> None:
        happened = threading.Event()
        self._loop.call_soon_threadsafe(lambda: (call(), happened.set()))
        if not happened.wait(STOP_S):
            raise TimeoutError("the proxy's loop is gone")

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        except BaseException as error:
            self._failure = error
        finally:
            self._listening.set()
            self._loop.close()

    async def _serve(self) -> None:
        tasks: set[asyncio.Task[None]] = set()

        def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.create_task(self._carry(reader, writer))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

        server = await asyncio.start_server(accept, LOCALHOST, self.port)
        self._listening.set()
        await self._done.wait()
        server.close()
        for task in tuple(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        if self.mode is Mode.REFUSE:
            _reset(writer)
            return
        try:
            far_reader, far_writer = await asyncio.open_connection(LOCALHOST, self.target_port)
        except OSError:
            _reset(writer)
            return
        ends = {writer, far_writer}
        self._open |= ends
        self._to_client.add(writer)
        self._to_server.add(far_writer)
        try:
            await asyncio.gather(self._pump(reader, far_writer, True), self._pump(far_reader, writer, False))
        finally:
            self._open -= ends
            self._to_client.discard(writer)
            self._to_server.discard(far_writer)
            for end in ends:
                end.close()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, up: bool) -> None:
        with contextlib.suppress(OSError, RuntimeError):
            while chunk := await reader.read(CHUNK):
                if self.delay_s:
                    await asyncio.sleep(self.delay_s)
                if not self._delivers(up):
                    self.withheld += not up
                    continue
                if self.loss and self._chance.random() < self.loss:
                    self.withheld += not up
                    break
                part = self._passes(chunk, up)
                if len(part) < len(chunk):
                    writer.write(part)
                    await writer.drain()
                    break
                if up:
                    self.sent += len(chunk)
                else:
                    self.answered += len(chunk)
                writer.write(chunk)
                await writer.drain()
            else:
                if self._delivers(up) and writer.can_write_eof():
                    writer.write_eof()
                return
            self._tear(reader, writer)

    def _passes(self, chunk: bytes, up: bool) -> bytes:
        left = self.left_up if up else self.left_down
        if left is None:
            return chunk
        part = chunk[:left]
        if up:
            self.left_up = left - len(part)
        else:
            self.left_down = left - len(part)
        return part

    def _tear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # What was handed on is flushed still; the end that sent it hears a reset, and so does its partner.
        writer.close()
        for other in tuple(self._open):
            if other._reader is reader:  # type: ignore[attr-defined]
                _reset(other)

    def _delivers(self, up: bool) -> bool:
        return self.mode in (Mode.PASS, Mode.REFUSE) or (up and self.mode is Mode.SWALLOW_ANSWERS)


def _reset(writer: asyncio.StreamWriter) -> None:
    # SO_LINGER of zero makes the close a RST, which is what a torn cable behind a router looks like.
    sock = writer.get_extra_info("socket")
    if sock is not None and not writer.transport.is_closing():
        # The far end may have torn it already.
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
