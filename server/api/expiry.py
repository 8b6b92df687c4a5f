"""The bank's clock: requests and permits past their time end, and what they held is free again.

A passing second is no fact; the journalled ExpireRequests is. Should two processes ask at once, the second finds nothing left to end.
"""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError

from contract.approvals import ExpireRequests
from contract.commands import encode
from contract.ids import new_id
from server.api.parts import Parts
from server.approvals.queries import due
from server.core.actor import system_header
from server.core.clock import stamp
from server.staff.denied import Denied

TICK_S = 5.0
log = logging.getLogger("coastal.api")


class Expiry:
    """A task of the event loop from the application's start to its end."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def run(self) -> None:
        """Until cancelled. A database that is away is asked again at the next tick."""
        while True:
            await asyncio.sleep(TICK_S)
            try:
                await self.tick()
            except (SQLAlchemyError, Denied) as error:
                log.warning("expiry", extra={"error": type(error).__name__})

    async def tick(self) -> int:
        """End what is due now; returns how many requests that were."""
        now = self._parts.clock()
        found = await self._parts.reads.run(due, now)
        if found:
            command = ExpireRequests(requests=tuple(found))
            raw = encode(command)
            await self._parts.writer.execute(system_header(new_id(), stamp(now)), command, raw, raw)
        return len(found)
