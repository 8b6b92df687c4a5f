"""Snapshots after postings: whole working sets are read one page at a time, and slower while tellers book.

Pages are read and encoded in Python, under the lock that the writer needs for its rules. One reader of snapshots took two fifths
of the postings from a bank of two cores; a page that is followed by a rest of twice its time takes a third of that.
"""

import asyncio
from collections.abc import Awaitable, Callable

from server.core.hub import Hub

REST = 2.0
"""Times what a page took, while the journal grows."""
REST_MAX_S = 0.25


class Leisure:
    """One page at a time for the whole process, in the order of asking."""

    def __init__(self, hub: Hub, rest: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._hub = hub
        self._rest = rest
        self._turn = asyncio.Lock()
        self._head = hub.head

    async def run(self, page: Callable[[], Awaitable[bytes]]) -> bytes:
        """What ``page`` makes, after a rest where somebody booked since the page before."""
        async with self._turn:
            clock = asyncio.get_running_loop().time
            begun = clock()
            made = await page()
            if self._hub.head != self._head:
                self._head = self._hub.head
                await self._rest(min(REST * (clock() - begun), REST_MAX_S))
            return made
