"""Many feeds at once from one process: opened as the app opens them, held, and opened again when the server comes back.

``python -m tests.faults.crowd BASE COUNT OPEN_S HOLD_S`` reads ``DEVICE ACCESS`` lines from its input, opens COUNT sockets within OPEN_S, holds them
for HOLD_S and prints a line of JSON at both moments. The sockets are the benchmark's listeners: a library's client for each would cost this
machine more than the server does.
"""

import asyncio
import base64
import json
import os
import random
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlsplit

import msgspec

from contract import paths
from contract.feed import Follow
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.state import backoff_s
from tests.bench.listeners import Listener, Tally

AT_ONCE = 100
OPEN_S = 60.0
LOOK_S = 0.05


class _Deaf(Tally):
    """Nobody is timed here."""

    def take(self, payload: bytes, now: float) -> None:
        pass


class _Held(Listener):
    """A listener that says when it has ended."""

    gone: asyncio.Future[None]

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if not self.gone.done():
            self.gone.set_result(None)


class Crowd:
    """``pairs`` are (signer, access token), used in turn. ``alive`` counts sockets that have heard Hello."""

    def __init__(self, base: str, pairs: Sequence[tuple[DeviceSigner, str]], count: int, after: int = 0) -> None:
        self._base = base
        self._where = urlsplit(base)
        self._pairs = pairs
        self._count = count
        self._follow = msgspec.json.encode(Follow(after=after))
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._tally = _Deaf(count)
        self.alive = 0
        self.connects: list[float] = []
        self.failures = 0

    async def hold(self, seconds: float, ever: bool = False) -> None:
        """All of them, until the time is up. ``ever``: whoever is cut off tries again with the app's own back-off."""
        tasks = [asyncio.create_task(self._one(place, ever)) for place in range(self._count)]
        await asyncio.sleep(seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def full(self, seconds: float) -> float:
        """Wait until all are open; how long it took. They may be fewer when the time is up."""
        begun = time.monotonic()
        while self.alive < self._count and time.monotonic() - begun < seconds:
            await asyncio.sleep(LOOK_S)
        return time.monotonic() - begun

    async def _one(self, place: int, ever: bool) -> None:
        attempt = 0
        while True:
            try:
                async with self._gate, asyncio.timeout(OPEN_S):
                    transport, held = await self._open(place)
                attempt = 0
                await self._listen(transport, held)
            except (OSError, RuntimeError, TimeoutError):
                self.failures += 1
            if not ever:
                return
            await asyncio.sleep(backoff_s(attempt, random.random()))
            attempt += 1

    async def _open(self, place: int) -> tuple[asyncio.BaseTransport, _Held]:
        loop = asyncio.get_running_loop()
        ready: asyncio.Future[None] = loop.create_future()
        held = _Held(self._request(place), self._follow, self._tally, ready)
        held.gone = loop.create_future()
        transport, _ = await loop.create_connection(lambda: held, self._where.hostname, self._where.port)
        try:
            await ready
        except BaseException:
            transport.close()
            raise
        return transport, held

    def _request(self, place: int) -> bytes:
        signer, access = self._pairs[place % len(self._pairs)]
        key = base64.b64encode(os.urandom(16)).decode()
        lines = (
            f"GET {paths.FEED} HTTP/1.1", f"Host: {self._where.netloc}", "Upgrade: websocket", "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", f"{paths.PROTOCOL_HEADER}: 1",
            f"Authorization: DPoP {access}", f"DPoP: {signer.proof('GET', self._base + paths.FEED, access)}",
        )  # fmt: skip
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    async def _listen(self, transport: asyncio.BaseTransport, held: _Held) -> None:
        self.connects.append(time.monotonic())
        self.alive += 1
        try:
            await held.gone
        finally:
            self.alive -= 1
            transport.close()


async def _main(base: str, count: int, open_s: float, hold_s: float) -> None:
    pairs = [(DeviceSigner.parse(" ".join(line.split()[:2])), line.split()[2]) for line in sys.stdin]
    crowd = Crowd(base, pairs, count)
    holding = asyncio.create_task(crowd.hold(open_s + hold_s + OPEN_S, ever=True))
    took = await crowd.full(open_s)
    print(json.dumps({"alive": crowd.alive, "seconds": round(took, 1), "failures": crowd.failures}), flush=True)
    tries = len(crowd.connects)
    await asyncio.sleep(hold_s)
    cut = len(crowd.connects) - tries
    print(json.dumps({"alive": crowd.alive, "opened again": cut, "failures": crowd.failures}), flush=True)
    holding.cancel()
    with suppress(asyncio.CancelledError):
        await holding


if __name__ == "__main__":
    import uvloop

    uvloop.run(_main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])))
