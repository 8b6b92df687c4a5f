"""Whether somebody may come in: asked of the server, or without it of the verifier on this workstation."""

from typing import Any

import msgspec

from contract.errors import ErrorCode
from contract.staff import Me, Tokens
from teller_app.sync.outcomes import Declined
from teller_app.sync.state import Event
from teller_app.sync.status import Status
from teller_app.sync.transport import Transport
from teller_app.sync.unlock import Unlocker, UnlockRefused
from teller_app.sync.workers import Worker


class Shut(msgspec.Struct, frozen=True):
    """Why not. ``retry_after_s`` above zero where the server slows us down."""

    code: str
    params: dict[str, Any] = {}
    retry_after_s: int = 0


class Door:
    """``persistent``: whether this workstation keeps anything to judge by when the server is away."""

    def __init__(
        self, transport: Transport, unlocker: Unlocker, worker: Worker, status: Status, persistent: bool
    ) -> None:
        self._transport, self._unlocker, self._worker = transport, unlocker, worker
        self._status, self._persistent = status, persistent

    async def ask(self, username: str, password: str) -> Tokens | Me | Shut:
        """Tokens from the server, or who it is by the verifier, or why not."""
        self._status.happen(Event.SIGN_IN)
        result = await self._transport.sign_in(username, password)
        if isinstance(result, Tokens):
            return result
        if isinstance(result, Declined):
            problem = result.problem
            if problem.code is ErrorCode.BAD_CREDENTIALS and self._persistent:
                await self._worker.run(self._unlocker.disown, username, password)
            too_old = problem.code is ErrorCode.CLIENT_TOO_OLD
            self._status.happen(Event.CLIENT_TOO_OLD if too_old else Event.REFUSED)
            return Shut(result.code, dict(problem.params), problem.retry_after_s)
        found = await self.verify(username, password) if self._persistent else UnlockRefused.UNKNOWN
        if isinstance(found, Me):
            return found
        self._status.happen(Event.REFUSED)
        return Shut(result.code if found is UnlockRefused.UNKNOWN else found.value)

    async def verify(self, username: str, password: str) -> Me | UnlockRefused:
        """By the verifier alone."""
        return await self._worker.run(self._unlocker.unlock, username, password)
