"""What a signed-in person wants beside commands: a read of the server's, a customer's picture, a note of their own."""

from collections.abc import Callable

from contract.errors import ErrorCode
from teller_app.sync import notes
from teller_app.sync.pictures import Pictures
from teller_app.sync.profile import Profile
from teller_app.sync.status import Status
from teller_app.sync.tokens import Session
from teller_app.sync.transport import Reply
from teller_app.sync.workers import Workers

Who = Callable[[], tuple[str, Session] | None]
"""The signed-in person's id and session, None while nobody is there."""


class Errands:
    """Belongs to the engine's loop. Signed out, everything is answered with nothing."""

    def __init__(self, profile: Profile, workers: Workers, status: Status, who: Who) -> None:
        self._profile, self._workers, self._status, self._who = profile, workers, status, who
        self.pictures = Pictures(profile.pictures, workers.pictures, self._line)

    async def exchange(
        self, method: str, path: str, params: dict[str, str], body: bytes | None
    ) -> tuple[bytes | None, str]:
        """A read (or a file going up) as this person: ``(body, "")`` or ``(None, code)``."""
        who = self._who()
        if who is None:
            return None, ErrorCode.NOT_SIGNED_IN.value
        reply = await who[1].call(method, path, params=params or None, body=body)
        if isinstance(reply, Reply):
            self._status.measured(reply.rtt_ms)
            return reply.body, ""
        return None, reply.code

    async def picture(self, sha256: str) -> bytes | None:
        """A customer's picture; None where it cannot be had now."""
        return await self.pictures.get(sha256) if self._who() else None

    async def recall(self, name: str) -> bytes | None:
        """A note of the signed-in person."""
        who = self._who()
        return await self._workers.slow.run(notes.recall, *self._profile.notes(who[0]), name) if who else None

    async def remember(self, name: str, value: bytes) -> bool:
        """Keep a note of the signed-in person."""
        who = self._who()
        if who is None:
            return False
        return await self._workers.slow.run(notes.remember, *self._profile.notes(who[0]), name, value)

    async def close(self) -> None:
        """Close the pictures' file."""
        await self.pictures.close()

    def _line(self) -> Session | None:
        who = self._who()
        return who[1] if who and self._status.can_send else None
