"""The clock of messages: what waits is sent, what left is asked about."""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError

from server.api.parts import Parts
from server.staff.denied import Denied

TICK_S = 2.0
log = logging.getLogger("coastal.api")


class DeliveryClock:
    """A task of the event loop from the application's start to its end."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def run(self) -> None:
        """Until cancelled. A database that is away is asked again at the next tick."""
        begun = False
        while True:
            try:
                if not begun:
                    await self._parts.courier.begin()
                    begun = True
                await self._parts.courier.tick()
            except (SQLAlchemyError, Denied) as error:
                log.warning("delivery", extra={"error": type(error).__name__})
            await asyncio.sleep(TICK_S)
