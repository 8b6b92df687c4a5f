"""The lock of a signed-in person: the password or their PIN against the verifiers on this workstation, with or without the server."""

from contract.errors import ErrorCode
from contract.staff import Me
from teller_app.sync.outbox import Outbox
from teller_app.sync.pins import Pins
from teller_app.sync.unlock import Unlocker, UnlockRefused
from teller_app.sync.workers import Worker


class Lock:
    """Every answer is an empty text or a code. Verifiers are hashed on the worker, which takes a moment by design."""

    def __init__(self, outbox: Outbox, unlocker: Unlocker, pins: Pins | None = None) -> None:
        self._unlocker = unlocker
        self._pins = pins or Pins(outbox)

    async def password(self, worker: Worker, me: Me | None, password: str) -> str:
        """Whether this is the person's password. The PIN's tries are there again then."""
        if me is None:
            return ErrorCode.NOT_SIGNED_IN.value
        found = await worker.run(self._unlocker.unlock, me.username, password)
        if isinstance(found, UnlockRefused):
            return found.value
        await self.forgive(worker, me)
        return ""

    async def forgive(self, worker: Worker, me: Me) -> None:
        """The password was typed, here or at the door: the PIN counts again."""
        await worker.run(self._pins.forgive, me.user)

    async def pin(self, worker: Worker, me: Me | None, pin: str) -> str:
        """Whether this is the person's PIN."""
        if me is None:
            return ErrorCode.NOT_SIGNED_IN.value
        refused = await worker.run(self._pins.check, me.user, pin)
        return refused.value if refused else ""

    async def set_pin(self, worker: Worker, me: Me | None, password: str, pin: str) -> str:
        """A PIN, after the password."""
        code = await self.password(worker, me, password)
        if code or me is None:
            return code
        refused = await worker.run(self._pins.set, me.user, pin)
        return refused.value if refused else ""

    async def pin_left(self, worker: Worker, me: Me | None) -> int:
        """How many tries the PIN has left; -1 where none is set."""
        return await worker.run(self._pins.left, me.user) if me else -1
