"""Many feeds at once from one process: opened as the app opens them, held, and opened again when the server comes back.

``python -m tests.faults.crowd BASE COUNT SECONDS`` reads ``DEVICE ACCESS`` lines from its input, holds COUNT sockets for SECONDS and prints how
many were alive at the end.
"""

import asyncio
import random
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from contract import paths
from contract.feed import Follow
from teller_app.sync.keys import DeviceSigner
from teller_app.sync.state import backoff_s

AT_ONCE = 100


class Crowd:
    """``pairs`` are (signer, access token), used in turn. ``alive`` counts sockets that have heard Hello."""

    def __init__(self, base: str, pairs: Sequence[tuple[DeviceSigner, str]], count: int, after: int = 0) -> None:
        self._base = base
        self._pairs = pairs
        self._count = count
        self._after = after
        self._gate = asyncio.Semaphore(AT_ONCE)
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

    async def _one(self, place: int, ever: bool) -> None:
        attempt = 0
        while True:
            try:
                async with self._gate:
                    socket = await self._open(place)
                attempt = 0
                await self._listen(socket)
            except (OSError, WebSocketException, TimeoutError):
                self.failures += 1
            if not ever:
                return
            await asyncio.sleep(backoff_s(attempt, random.random()))
            attempt += 1

    async def _open(self, place: int) -> ClientConnection:
        signer, access = self._pairs[place % len(self._pairs)]
        headers = {paths.PROTOCOL_HEADER: "1", "authorization": f"DPoP {access}",
                   "dpop": signer.proof("GET", self._base + paths.FEED, access)}  # fmt: skip
        return await connect(
            "ws" + self._base.removeprefix("http") + paths.FEED, additional_headers=headers, compression=None,
            proxy=None, open_timeout=60, ping_interval=None, close_timeout=0.2,
        )  # fmt: skip

    async def _listen(self, socket: ClientConnection) -> None:
        async with socket:
            await socket.send(msgspec.json.encode(Follow(after=self._after)).decode())
            await socket.recv()
            self.connects.append(time.monotonic())
            self.alive += 1
            try:
                async for _ in socket:
                    pass
            finally:
                self.alive -= 1


async def _main(base: str, count: int, seconds: float) -> None:
    pairs = [(DeviceSigner.parse(" ".join(line.split()[:2])), line.split()[2]) for line in sys.stdin]
    crowd = Crowd(base, pairs, count)
    holding = asyncio.create_task(crowd.hold(seconds + 5, ever=True))
    await asyncio.sleep(seconds)
    print(crowd.alive, flush=True)
    holding.cancel()
    with suppress(asyncio.CancelledError):
        await holding


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3])))
