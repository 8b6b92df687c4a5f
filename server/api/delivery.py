"""The clock of messages: what waits is sent, what left is asked about."""

import asyncio
from functools import partial

from server.api.parts import Parts
from server.api.ticking import ticking

TICK_S = 2.0


class DeliveryClock:
    """A task of the event loop from the application's start to its end."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def run(self) -> None:
        """Until cancelled."""
        await ticking("delivery", partial(asyncio.sleep, TICK_S), self.tick)

    async def tick(self) -> None:
        """Send and ask."""
        await self._parts.courier.tick()
