"""The bank's clock: requests and permits past their time end, and what they held is free again.

A passing second is no fact; the journalled ExpireRequests is. Should two processes ask at once, the second finds nothing left to end.
"""

import asyncio
from functools import partial

from contract.advances import RemindAdvances
from contract.approvals import EndDelegation, EscalateRequest, ExpireRequests, RemindRequest
from server.advances.queries import overdue
from server.api import vault_lock
from server.api.newcomers import NEWCOMER
from server.api.parts import Parts
from server.api.ticking import by_own_hand, ticking
from server.approvals.queries import due, unanswered, unseen
from server.approvals.tables import RULES
from server.staff.delegations import DELEGATIONS, over
from server.vault.tables import VAULTS

TICK_S = 5.0
UNANSWERED = "unanswered"
"""The clock's reason for putting a request before others, as the journal keeps it."""

UNSEEN_S = 120
"""How long a new workstation waits before its managers are reminded: somebody stands before it and can do nothing else."""


class Expiry:
    """A task of the event loop from the application's start to its end."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def run(self) -> None:
        """Until cancelled."""
        await ticking("expiry", partial(asyncio.sleep, TICK_S), self.tick)

    async def tick(self) -> int:
        """End what is due now, put what nobody answered before others, remind of new workstations and of advances, lock vaults; returns how many requests ended."""
        now = self._parts.clock()
        resident = self._parts.writer.resident
        found = await self._parts.reads.run(due, now)
        if found:
            await by_own_hand(self._parts, ExpireRequests(requests=tuple(found)))
        for request in await self._parts.reads.run(unanswered, list(resident.rows(RULES).values()), now):
            await by_own_hand(self._parts, EscalateRequest(request=request, reason=UNANSWERED))
        for request in await self._parts.reads.run(unseen, NEWCOMER, UNSEEN_S, now):
            await by_own_hand(self._parts, RemindRequest(request=request))
        due_back = await self._parts.reads.run(overdue)
        if due_back:
            await by_own_hand(self._parts, RemindAdvances(advances=tuple(due_back)))
        open_vaults = [row for row in resident.rows(VAULTS).values() if row.open and row.locks_at]
        for lock in await self._parts.reads.run(vault_lock.due, open_vaults, now) if open_vaults else ():
            await by_own_hand(self._parts, lock)
        for delegation in over(resident.rows(DELEGATIONS), now):
            await by_own_hand(self._parts, EndDelegation(delegation=delegation))
        return len(found)
