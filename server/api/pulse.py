"""One beat a second for all feeds: ten thousand that wake by themselves to see that nothing happened would take a whole core."""

import asyncio
from functools import partial

from server.api.feed import IDLE_S, SEND_S
from server.api.parts import Parts
from server.api.ticking import ticking


class Pulse:
    """A task of the event loop from the application's start to its end."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._mark = parts.sessions.mark()

    async def run(self) -> None:
        """Until cancelled."""
        await ticking("pulse", partial(asyncio.sleep, IDLE_S), self._tick)

    async def _tick(self) -> None:
        self.beat()

    def beat(self) -> None:
        """Wake whoever must look at itself."""
        mark, stuck_before = self._parts.sessions.mark(), asyncio.get_running_loop().time() - SEND_S
        self._parts.hub.beat(self._parts.clock().timestamp(), mark != self._mark, stuck_before)
        self._mark = mark
