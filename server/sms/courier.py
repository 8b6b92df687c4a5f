"""From a committed row to a phone. Everything here happens after the commit, on a thread of its own."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from sqlalchemy import Connection

from server.core.clock import Clock
from server.sms import messages
from server.sms.messages import Message
from server.sms.provider import Answer, Carrier, Delivery, Fate

SENDING_MAX = 2
log = logging.getLogger("coastal.sms")


class Write(Protocol):
    """A small write through the writer's queue."""

    async def __call__[T](self, job: Callable[[Connection], T]) -> T: ...


class Courier:
    """Sends and asks. ``tick`` is called every few seconds for what waits; ``carry`` at once for what was just queued."""

    def __init__(self, carrier: Carrier, write: Write, clock: Clock) -> None:
        self._carrier = carrier
        self._write = write
        self._clock = clock
        self._pool = ThreadPoolExecutor(SENDING_MAX, thread_name_prefix="coastal-sms")
        self._secrets: dict[str, str] = {}

    async def carry(self, phone: str, text: str, purpose: str, secret: bool = False) -> str:
        """Queue, commit, then hand over; the state afterwards. A secret's text is kept nowhere but here, until it left."""
        name = self._carrier.name
        row = await self._write(lambda conn: messages.queue(conn, phone, text, purpose, secret, name, self._clock()))
        if secret:
            self._secrets[row.id] = text
        return await self._send(row)

    async def tick(self) -> int:
        """Send what is due and ask about what left; how many that were. What a dead process left open is settled once it is old."""
        await self.begin()
        rows = await self._write(lambda conn: messages.due(conn, self._clock()))
        for row in rows:
            await (self._send(row) if row.state == "queued" else self._ask(row))
        return len(rows)

    async def begin(self) -> None:
        """Settle what a process before left open: at a start, and again at each tick, since what is fresh may be another server's."""
        left = await self._write(lambda conn: messages.interrupted(conn, self._clock()))
        if left:
            log.warning("messages left open", extra={"count": left})

    async def heard(self, carrier_id: str, where: Delivery) -> bool:
        """A carrier's webhook spoke of a message; False: of none that is ours."""
        name = self._carrier.name

        def job(conn: Connection) -> bool:
            row = messages.of_carrier(conn, name, carrier_id)
            if row is None or row.state not in ("sent", "unsure", "unknown"):
                return row is not None
            messages.heard(conn, row, where, self._clock())
            return True

        return await self._write(job)

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown(wait=True)

    async def _send(self, row: Message) -> str:
        text = self._secrets.get(row.id, "") if row.secret else row.text
        if not text:
            return row.state
        if not await self._write(lambda conn: messages.claim(conn, row, self._clock())):
            return row.state
        answer = await self._on_thread(lambda: self._handed(row.phone, text))
        state = await self._write(lambda conn: messages.settle(conn, row, answer, self._clock()))
        if state != "queued":
            self._secrets.pop(row.id, None)
        # Neither the text nor the whole phone: the log is read by more people than the phone.
        log.info("sms", extra={"sms": row.id, "state": state, "why": answer.why, "carrier": self._carrier.name})
        return state

    def _handed(self, phone: str, text: str) -> Answer:
        try:
            return self._carrier.send(phone, text)
        except OSError as error:
            return Answer(Fate.BUSY, why=type(error).__name__)

    async def _ask(self, row: Message) -> str:
        where = await self._on_thread(lambda: self._carrier.status(row.provider_id))
        return await self._write(lambda conn: messages.heard(conn, row, where, self._clock()))

    async def _on_thread[T](self, job: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, job)
