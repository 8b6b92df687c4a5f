"""The bank's look ahead: a note that will run out within the hour is told of once, to those who may see the stock."""

import asyncio
from functools import partial

from sqlalchemy import Connection

from contract.notices import RaiseNotice
from server.api.parts import Parts
from server.api.ticking import by_own_hand, ticking
from server.core.branch_table import BRANCHES, BranchRow
from server.drawers.forecasting import currencies, of_branch, running_out
from server.drawers.tables import DRAWERS
from server.notices.tables import NOTICES

TICK_S = 600.0
"""A forecast reads weeks of movements, and half an hour is its grain."""


class Shortages:
    """A task of the event loop from the application's start to its end."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def run(self) -> None:
        """Until cancelled."""
        await ticking("shortages", partial(asyncio.sleep, TICK_S), self.tick)

    async def tick(self) -> int:
        """Tell what is news at each branch whose day is open; returns how many notices."""
        told = 0
        for branch in list(self._parts.writer.resident.rows(BRANCHES).values()):
            if not branch.open:
                continue
            for notice in await self._parts.reads.run(self._news, branch):
                await by_own_hand(self._parts, notice)
                told += 1
        return told

    def _news(self, conn: Connection, branch: BranchRow) -> list[RaiseNotice]:
        drawers, now = self._parts.writer.resident.rows(DRAWERS), self._parts.clock()
        found = [
            notice
            for currency in currencies(conn, branch.id)
            for notice in running_out(
                of_branch(conn, branch.id, branch.business_date, currency, drawers, now), branch.id
            )
        ]
        known = NOTICES.fetch(conn, [notice.notice for notice in found])
        return [notice for notice in found if notice.notice not in known]
