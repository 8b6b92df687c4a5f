"""How the bank is reached while nobody is signed in: the door shows what is known, not what is hoped."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from contract import paths
from teller_app.sync.events import Reached
from teller_app.sync.outcomes import Failed, LocalCode, Offline
from teller_app.sync.transport import Reply, Transport

EVERY_S = 5.0
"""Between two looks. The server's own door for balancers is asked: it costs it one SELECT 1."""


class Knock:
    """``idle`` says that nobody is signed in; ``known`` whether this workstation could judge somebody without the server."""

    def __init__(
        self,
        transport: Transport,
        idle: Callable[[], bool],
        known: Callable[[], Awaitable[bool]],
        tell: Callable[[Reached], None],
        every_s: float = EVERY_S,
    ) -> None:
        self._transport, self._idle, self._known, self._tell = transport, idle, known, tell
        self._every_s = every_s

    async def run(self) -> None:
        """Until cancelled: tells what has changed, and the first time after each session."""
        last: Reached | None = None
        while True:
            found = await self._look() if self._idle() else None
            # Somebody may have come in meanwhile; from then on the line itself says how it stands.
            last, before = (found if self._idle() else None), last
            if last is not None and last != before:
                self._tell(last)
            await asyncio.sleep(self._every_s)

    async def _look(self) -> Reached:
        found: Reply | Failed = await self._transport.request("GET", paths.READY, proven=False)
        if isinstance(found, Reply):
            return Reached()
        code = found.code if isinstance(found, Offline) else LocalCode.SERVER_FAULT.value
        return Reached(code, await self._known())
