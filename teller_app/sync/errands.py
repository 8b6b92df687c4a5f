"""What the engine does for the signed-in person beside their commands: reads, files, pictures, notes, receipt numbers, held rows."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from contract import paths
from contract.base import UNREADABLE, Command, Wire
from contract.doors import AskCode, CodeSent, ConfirmCode, ProveSecond
from contract.envelope import ENVELOPES_MAX, Envelope, Lease
from contract.errors import ContractError, ErrorCode
from contract.numbers import receipt_number
from contract.outbox import AskOutlook
from teller_app.sync import notes
from teller_app.sync.others import Other, note_leaving, others
from teller_app.sync.outbox import OutboxTampered
from teller_app.sync.outcomes import LocalCode
from teller_app.sync.sender import fitting
from teller_app.sync.sqlcipher import Connection, DatabaseError
from teller_app.sync.transport import Reply

if TYPE_CHECKING:
    from teller_app.sync.core import Core, Person


class Errands:
    """Runs on the engine's loop. Without a person nothing is fetched and nothing is kept."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def release(self, command_id: str) -> None:
        """Send a held command again."""
        if await self._core.workers.outbox.run(self._core.profile.outbox.release, command_id) and self._core.person:
            self._core.person.link.poke()
            await self._core.person.link.count()

    async def hold_back(self, command_id: str) -> None:
        """Keep what waits from being sent, from this command on ("" all of it)."""
        await self._core.workers.outbox.run(self._core.profile.outbox.back.hold, command_id)
        if self._core.person:
            await self._core.person.link.count()

    async def let_go(self) -> None:
        """Somebody has looked: it is sent, in its order."""
        if await self._core.workers.outbox.run(self._core.profile.outbox.back.let_go) and self._core.person:
            self._core.person.link.poke()
            await self._core.person.link.count()

    async def outlook(self) -> tuple[tuple[str, ...], bytes | None, str]:
        """What would become of the oldest waiting rows now: their ids, and the server's ``Outlook`` or a code."""
        try:
            rows = fitting(await self._core.workers.outbox.run(self._core.profile.outbox.unsent, ENVELOPES_MAX, True))
        except OutboxTampered:
            return (), None, LocalCode.OUTBOX_TAMPERED.value
        if not rows:
            return (), None, ""
        ask = AskOutlook(envelopes=tuple(msgspec.Raw(row.raw) for row in rows))
        answer, code = await self.exchange("POST", paths.OUTLOOK, {}, msgspec.json.encode(ask))
        return tuple(row.command_id for row in rows), answer, code

    async def held(self, command_id: str) -> Command | None:
        """This person's own command in the outbox; None where there is none of that id, or its bytes cannot be read.

        What a colleague left behind is proven when they are here again: a proof is given for a command of whoever is signed in.
        """
        person = self._core.person
        row = await self._core.workers.outbox.run(self._core.profile.outbox.row, command_id)
        try:
            return row.command() if row is not None and person is not None and row.made_by == person.me.user else None
        except (ContractError, *UNREADABLE):
            return None

    async def ask_code(self, command_id: str) -> tuple[CodeSent | None, str]:
        """Have a fresh code sent for a held command: ``(where it went, "")`` or ``(None, code)``."""
        command = await self._content(command_id)
        if command is None:
            return None, ErrorCode.NOT_FOUND.value
        body, code = await self.exchange("POST", paths.CODES, {}, msgspec.json.encode(AskCode(command=command)))
        return (None, code) if body is None else (msgspec.json.decode(body, type=CodeSent), "")

    async def confirm_code(self, command_id: str, challenge: str, code: str) -> str:
        """Type the code; with a right one the held command goes out again. "" or a code."""
        return await self._proven(command_id, paths.CODE_CONFIRM, ConfirmCode(challenge=challenge, code=code))

    async def prove_second(self, command_id: str, password: str) -> str:
        """The person beside proves themselves for a held command, which then goes out again. "" or a code. Nothing keeps the password."""
        command = await self._content(command_id)
        if command is None:
            return ErrorCode.NOT_FOUND.value
        return await self._proven(command_id, paths.SECOND, ProveSecond(command=command, password=password))

    async def _content(self, command_id: str) -> msgspec.Raw | None:
        """What a held envelope asks for, byte for byte: a proof is bound to it."""
        row = await self._core.workers.outbox.run(self._core.profile.outbox.row, command_id)
        return None if row is None else msgspec.json.decode(row.raw, type=Envelope).command

    async def _proven(self, command_id: str, path: str, proof: Wire) -> str:
        """Hand a proof in; with a right one the held command goes out again. "" or a code."""
        body, refused = await self.exchange("POST", path, {}, msgspec.json.encode(proof))
        if body is None:
            return refused
        await self.release(command_id)
        return ""

    async def put_away(self, command_id: str, told: bool) -> None:
        """A command that was not booked was read about."""
        if (
            await self._core.workers.outbox.run(self._core.profile.outbox.put_away, command_id, told)
            and self._core.person
        ):
            await self._core.person.link.count()

    async def receipt(self, drawer: str, business_date: str, lease: Lease) -> str:
        """Reserve the next receipt number of a lease."""
        counter = await self._core.workers.outbox.run(
            self._core.profile.outbox.receipts.next, lease.session, lease.number
        )
        return receipt_number(drawer, business_date, lease.number, counter)

    async def exchange(
        self, method: str, path: str, params: dict[str, str], body: bytes | None
    ) -> tuple[bytes | None, str]:
        """A read (or a file going up) as this person: ``(body, "")`` or ``(None, code)``."""
        if self._core.person is None:
            return None, ErrorCode.NOT_SIGNED_IN.value
        reply = await self._core.person.session.call(method, path, params=params or None, body=body)
        if isinstance(reply, Reply):
            self._core.status.measured(reply.rtt_ms)
            return reply.body, ""
        return None, reply.code

    async def picture(self, sha256: str) -> bytes | None:
        """A customer's picture for the signed-in person; None where it cannot be had now."""
        return await self._core.pictures.get(sha256) if self._core.person else None

    def forget_pictures(self) -> None:
        """Beside everything else: what no fact names any more goes from the kept pictures."""
        self._core.background(self._forget_pictures())

    async def _forget_pictures(self) -> None:
        core, reader = self._core, self._core.reader
        if core.setup.pictured is None or reader is None:
            return
        # Whoever signs out meanwhile takes the replica along; whoever comes next asks again.
        with suppress(DatabaseError):
            named = await core.workers.reads.run(core.setup.pictured, reader)
            if named is not None:
                await core.pictures.keep_only(named)

    async def leaving(self, user: str, reader: Connection) -> None:
        """Somebody goes: note with what, for whoever sees the lock of the next one. It must not keep them from going."""
        core = self._core
        with suppress(DatabaseError, OSError):
            ask = core.setup.drawer
            drawer = await core.workers.reads.run(ask, reader, user) if ask else ""
            await core.workers.slow.run(note_leaving, core.profile, user, drawer)

    async def put_out(self, person: Person, code: str) -> None:
        """A session is over for this ``code``: pulling the cable must not let in whom the bank has just put out."""
        if code == ErrorCode.MAKER_DISABLED.value or await person.session.put_out():
            await self._core.workers.slow.run(self._core.unlocker.forget, person.me.username)

    async def others(self) -> tuple[Other, ...]:
        """Who else works here. Nobody asks while nobody is signed in."""
        core, person = self._core, self._core.person
        if person is None:
            return ()
        known = await core.workers.slow.run(core.unlocker.known)
        return await core.workers.slow.run(others, core.profile, person.me.user, known)

    async def recall(self, name: str) -> bytes | None:
        """A note of the signed-in person."""
        if self._core.person is None:
            return None
        return await self._core.workers.slow.run(
            notes.recall, *self._core.profile.notes(self._core.person.me.user), name
        )

    async def remember(self, name: str, value: bytes) -> bool:
        """Keep a note of the signed-in person."""
        if self._core.person is None:
            return False
        return await self._core.workers.slow.run(
            notes.remember, *self._core.profile.notes(self._core.person.me.user), name, value
        )
