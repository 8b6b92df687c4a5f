"""The PIN of whoever is signed in, for the lock: the engine's side of ``pins.py``."""

from contract.staff import Me
from teller_app.sync.outbox import Outbox
from teller_app.sync.pins import PinRefused, Pins
from teller_app.sync.workers import Worker


class Lock:
    """Every answer is an empty text or a code. Without a person no PIN counts. Hashing is done on the worker, and slow by design."""

    def __init__(self, outbox: Outbox, pins: Pins | None = None) -> None:
        self._pins = pins or Pins(outbox)

    async def forgive(self, worker: Worker, me: Me) -> None:
        """The password was typed, here or at the door: the PIN's tries are there again."""
        await worker.run(self._pins.forgive, me.user)

    async def pin(self, worker: Worker, me: Me | None, pin: str) -> str:
        """Whether this is the person's PIN."""
        refused = await worker.run(self._pins.check, me.user, pin) if me else PinRefused.LOCKED
        return refused.value if refused else ""

    async def set(self, worker: Worker, me: Me | None, pin: str) -> str:
        """A PIN for somebody whose password was just right."""
        refused = await worker.run(self._pins.set, me.user, pin) if me else PinRefused.LOCKED
        return refused.value if refused else ""

    async def left(self, worker: Worker, me: Me | None) -> int:
        """How many tries the PIN has left; -1 where none is set or none counts."""
        return await worker.run(self._pins.left, me.user) if me else -1
