"""A process of many open sockets that only listens: real websockets, without a library's own cost for each message.

    python -m tests.bench.listeners FILE

FILE (JSON) names ``port`` and ``handshakes``, whole HTTP requests as base64. It says ``ready N`` once all are open and greeted, then
a line of JSON for each change that has reached every socket: ``seq``, ``bytes``, ``first_ms``, ``p99_ms`` and ``last_ms`` since the message's own ``at``.
It ends at the end of its input.
"""

import asyncio
import base64
import json
import re
import sys
import time
from datetime import datetime
from pathlib import Path

from tests.support.ports import LOCALHOST

OPENING = 50
"""Handshakes at once."""
_CHANGE = re.compile(rb'"seq":(\d+),"at":"([^"]+)"')


class Tally:
    """Who has received which change, and when."""

    def __init__(self, sockets: int) -> None:
        self._sockets = sockets
        self._times: dict[int, list[float]] = {}
        self.lost = 0

    def take(self, payload: bytes, now: float) -> None:
        """A message came. Prints the change's line once everybody has it."""
        for found in _CHANGE.finditer(payload):
            seq = int(found[1])
            times = self._times.setdefault(seq, [])
            times.append(now)
            if len(times) == self._sockets:
                at = datetime.fromisoformat(found[2].decode()).timestamp()
                late = sorted((moment - at) * 1000 for moment in self._times.pop(seq))
                said = {
                    "seq": seq,
                    "bytes": len(payload),
                    "first_ms": late[0],
                    "p99_ms": late[int(len(late) * 0.99)],
                    "last_ms": late[-1],
                }
                print(json.dumps(said), flush=True)


class Listener(asyncio.Protocol):
    """One socket: the handshake, then frames (RFC 6455, from a server: not masked)."""

    def __init__(self, request: bytes, follow: bytes, tally: Tally, ready: asyncio.Future[None]) -> None:
        self._request, self._follow, self._tally, self._ready = request, follow, tally, ready
        self._buffer = b""
        self._open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        transport.write(self._request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        now = time.time()
        self._buffer += data
        if not self._open and not self._handshaken():
            return
        while (frame := self._frame()) is not None:
            opcode, payload = frame
            if opcode == 9:
                self._transport.write(masked(0x8A, payload))  # type: ignore[attr-defined]
            elif opcode == 1:
                if not self._ready.done():
                    self._ready.set_result(None)
                self._tally.take(payload, now)

    def _handshaken(self) -> bool:
        head, end, rest = self._buffer.partition(b"\r\n\r\n")
        if not end:
            return False
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            self._ready.set_exception(RuntimeError(head.decode()[:300] + rest.decode()[:300]))
            return False
        self._open, self._buffer = True, rest
        if self._follow:
            self._transport.write(masked(0x81, self._follow))  # type: ignore[attr-defined]
        else:
            self._ready.set_result(None)
        return True

    def _frame(self) -> tuple[int, bytes] | None:
        if len(self._buffer) < 2:
            return None
        size, start = self._buffer[1] & 0x7F, 2
        if size >= 126:
            wide = 2 if size == 126 else 8
            size, start = int.from_bytes(self._buffer[2 : 2 + wide]), 2 + wide
        if len(self._buffer) < start + size:
            return None
        opcode, payload = self._buffer[0] & 0x0F, self._buffer[start : start + size]
        self._buffer = self._buffer[start + size :]
        return opcode, payload

    def connection_lost(self, exc: Exception | None) -> None:
        self._tally.lost += 1
        if not self._ready.done():
            self._ready.set_exception(exc or ConnectionError("closed"))


def masked(first: int, payload: bytes) -> bytes:
    """A client's frame; a mask of zeros is one."""
    return bytes((first, 0x80 | len(payload), 0, 0, 0, 0)) + payload


async def listen(port: int, requests: list[bytes], follow: bytes) -> int:
    """Open all, report, wait for the end of the input. How many were lost meanwhile."""
    loop, tally = asyncio.get_running_loop(), Tally(len(requests))
    gate = asyncio.Semaphore(OPENING)

    async def one(request: bytes) -> None:
        async with gate:
            ready: asyncio.Future[None] = loop.create_future()
            await loop.create_connection(lambda: Listener(request, follow, tally, ready), LOCALHOST, port)
            await ready

    await asyncio.gather(*map(one, requests))
    print(f"ready {len(requests)}", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    return tally.lost


def main() -> int:
    """Read, listen, say how many sockets were lost."""
    import uvloop

    plan = json.loads(Path(sys.argv[1]).read_text())
    requests = [base64.b64decode(text) for text in plan["handshakes"]]
    lost = uvloop.run(listen(plan["port"], requests, plan["follow"].encode()))
    print(f"lost {lost}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
