"""The bank's look at its tills: one with an open drawer that is not connected any more is said to be away, and said to be back.

What is told is a journalled fact, so that every manager's screen has it at once and the day keeps when a till was away. A line that flaps
is no news: only what lasts is told. Each process of a bank tells of the same absence once; should the till have gone to another
process, that one says so at its next look.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from contract.branches import NoteTills, TillAway
from server.api.parts import Parts
from server.api.ticking import by_own_hand, ticking
from server.branches import tills
from server.core.clock import stamp
from server.core.device_chain import CHAINS
from server.drawers.tables import DRAWERS, SESSIONS

TICK_S = 5.0
AWAY_S = 30.0
"""A workstation that restarts, or a cable that is put back, is here again by then."""
NOTED_MAX = 500
"""Tills that one look tells of; the rest comes with the next."""


@dataclass(frozen=True)
class Contact:
    """What this process knows of a device's line: since when it is as it is, the last counter it gave out, whether it was told."""

    here: bool
    at: datetime
    made: int = 0
    told: bool = False


class Contacts:
    """The lines of this process by device; one that was never here counts as gone when the process ``begun``."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._begun = clock()
        self._known: dict[str, Contact] = {}

    def came(self, device: str, made: int) -> None:
        """It follows, and says how much it has given out."""
        known = self._known.get(device)
        self._known[device] = Contact(True, self._clock(), max(made, known.made if known else 0))

    def went(self, device: str) -> None:
        """Its last line here has ended."""
        self._known[device] = replace(self.of(device), here=False, at=self._clock(), told=False)

    def told(self, device: str) -> None:
        """Its absence is news no more."""
        self._known[device] = replace(self.of(device), told=True)

    def of(self, device: str) -> Contact:
        """What is known of it."""
        return self._known.get(device, Contact(False, self._begun))


class Tills:
    """A task of the event loop from the application's start to its end."""

    def __init__(self, parts: Parts, contacts: Contacts) -> None:
        self._parts, self._contacts = parts, contacts

    async def run(self) -> None:
        """Until cancelled."""
        await ticking("tills", partial(asyncio.sleep, TICK_S), self.tick)

    async def tick(self) -> NoteTills | None:
        """Tell what is news; returns it."""
        news = await self._parts.reads.run(self._news)
        if not news.away and not news.back:
            return None
        await by_own_hand(self._parts, news)
        for away in news.away:
            self._contacts.told(away.device)
        return news

    def _news(self, conn: Connection) -> NoteTills:
        at_work, known = self._at_work(conn), tills.away(conn)
        lost = [found for found in at_work.values() if found.device not in known and self._is_lost(found.device)]
        unsent = self._unsent(conn, [found.device for found in lost])
        told = tuple(
            TillAway(device=found.device, session=found.session, number=found.number, branch=found.branch, cashier=found.cashier,
                     since=stamp(self._contacts.of(found.device).at), unsent=unsent.get(found.device, 0))
            for found in lost[:NOTED_MAX]
        )  # fmt: skip
        back = tuple(one for one in known if self._contacts.of(one).here or one not in at_work)
        return NoteTills(away=told, back=back[:NOTED_MAX])

    def _at_work(self, conn: Connection) -> Mapping[str, TillAway]:
        """Every till with an open session, by device."""
        open_ones = [row.session for row in self._parts.writer.resident.rows(DRAWERS).values() if row.session]
        found = SESSIONS.fetch(conn, open_ones).values()
        return {
            row.device: TillAway(row.device, row.id, row.number, row.branch, row.cashier, since="")
            for row in found
            if row.device
        }

    def _is_lost(self, device: str) -> bool:
        contact = self._contacts.of(device)
        lasted = self._parts.clock() - contact.at >= timedelta(seconds=AWAY_S)
        return not contact.here and not contact.told and lasted

    def _unsent(self, conn: Connection, devices: list[str]) -> dict[str, int]:
        """What a device had given out when it was last here, less what the bank has of it."""
        chains = CHAINS.fetch(conn, devices)
        return {
            device: max(0, self._contacts.of(device).made - chains[device].counter)
            for device in devices
            if device in chains
        }
