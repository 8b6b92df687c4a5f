"""The engine's inside, on its own thread's loop: the profile, one person's session, and what is done for the Qt side."""

from __future__ import annotations

import asyncio
import importlib
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contract.errors import ErrorCode
from contract.ids import new_id
from contract.recovery import ReportResent
from contract.staff import Me, Tokens
from teller_app.sync.desk import Desk, Intent, Maker
from teller_app.sync.door import Door, Shut
from teller_app.sync.ends import End
from teller_app.sync.entrance import Entrance
from teller_app.sync.errands import Errands
from teller_app.sync.events import (
    CommandNotStored,
    CommandStored,
    EngineEvent,
    MeChanged,
    OutboxProblem,
    PasswordNeeded,
    Ready,
    SessionEnded,
    SignedIn,
    SignInFailed,
)
from teller_app.sync.knock import Knock
from teller_app.sync.lock import Lock
from teller_app.sync.outbox import OutboxTampered
from teller_app.sync.outcomes import LocalCode
from teller_app.sync.pictures import Pictures
from teller_app.sync.profile import Profile, open_profile
from teller_app.sync.replica import Replica
from teller_app.sync.setup import Setup
from teller_app.sync.sqlcipher import Connection
from teller_app.sync.state import Event
from teller_app.sync.status import Status
from teller_app.sync.tokens import Session
from teller_app.sync.transport import Transport
from teller_app.sync.unlock import Unlocker, UnlockRefused
from teller_app.sync.workers import Worker, Workers

if TYPE_CHECKING:
    from teller_app.sync.link import Link

log = logging.getLogger(__name__)
KEYRING_S = 15.0
CLOSE_S = 3.0


@dataclass
class Person:
    """Somebody who is signed in."""

    me: Me
    replica: Replica
    session: Session
    link: Link
    task: asyncio.Task[None] | None = None


class Core:
    """Everything here runs on the engine's loop, except what is handed to the workers."""

    def __init__(self, setup: Setup, tell: Callable[[EngineEvent], None]) -> None:
        self.setup = setup
        self.tell = tell
        self.workers = Workers()
        self.status = Status(tell)
        self.person: Person | None = None
        self.reader: Connection | None = None
        self._background: set[asyncio.Task[Any]] = set()
        self._ready = self._mirror_gone = False
        self._turn = asyncio.Lock()

    @property
    def me(self) -> Me | None:
        """Who is signed in."""
        return self.person.me if self.person else None

    @property
    def pinned(self) -> Me | None:
        """Whose PIN counts: nobody's while the server wants the password."""
        return self.person.me if self.person and self.person.task else None

    # -- life ----------------------------------------------------------------------------------------------------

    async def open(self) -> None:
        """Open the profile; a keyring that does not answer in time counts as none."""
        setup = self.setup
        try:
            secrets = await asyncio.wait_for(self.workers.slow.run(setup.secrets), KEYRING_S)
        except TimeoutError:
            secrets = None
            self.workers.slow = Worker("slow2")
        self.profile: Profile = await self.workers.slow.run(
            open_profile, setup.folder, secrets, setup.mirrors, self._mirror_lost
        )
        signer = self.profile.signer
        self.transport = Transport(setup.server_url, signer, setup.tls)
        self.unlocker = Unlocker(self.profile.outbox)
        self.lock = Lock(self.profile.outbox)
        self.door = Door(self.transport, self.unlocker, self.workers.slow, self.status, self.profile.persistent)
        self.desk = Desk(signer, self.profile.outbox)
        # An outbox that cannot be read is shown to a person already, and sends nothing.
        with suppress(OutboxTampered):
            self.transport.epoch = await self.workers.outbox.run(lambda: self.profile.outbox.epoch)
        self.pictures = Pictures(self.profile.pictures, self.workers.pictures, self._session_now)
        self.errands, self.entrance = Errands(self), Entrance(self)
        self.tell(Ready(signer.device, signer.public, signer.thumbprint(), self.profile.persistent))
        self._ready = True
        if self._mirror_gone:
            self._mirror_lost()
        if self.profile.problem:
            self.tell(OutboxProblem(self.profile.problem))
        if self.profile.tampered:
            self.tell(OutboxProblem(LocalCode.OUTBOX_TAMPERED, self.profile.tampered))
        back = await self.workers.outbox.run(self.profile.outbox.back.count)
        self.status.counted(*await self.workers.outbox.run(self.profile.outbox.counts), back)
        self.background(self._warm())
        self.background(Knock(self.transport, lambda: self.person is None, self._known, self.tell).run())

    def _mirror_lost(self) -> None:
        # On the profile's way up nobody hears anything before Ready.
        self._mirror_gone = True
        if self._ready:
            self.tell(OutboxProblem(LocalCode.OUTBOX_MIRROR))

    async def _known(self) -> bool:
        return self.profile.persistent and bool(await self.workers.slow.run(self.unlocker.known))

    async def _warm(self) -> None:
        """What the first request and the first session need is loaded while the name is typed."""
        await asyncio.shield(self.transport.warm())
        await asyncio.to_thread(importlib.import_module, "teller_app.sync.link")

    async def close(self) -> None:
        """Stop everything; what is queued stays in the outbox."""
        self.status.happen(Event.STOP)
        await self.entrance.close()
        await self._leave()
        # A verifier being hashed is worth waiting for: without it nobody unlocks tomorrow. A hung keyring is not.
        with suppress(TimeoutError):
            await asyncio.wait_for(self.workers.slow.run(_nothing), CLOSE_S)
        for task in list(self._background):
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await self.transport.close()
        await self.pictures.close()
        await self.workers.outbox.run(self.profile.close)
        self.workers.close()

    def background(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run beside; its failure is logged, never lost."""
        task = asyncio.get_running_loop().create_task(work)
        self._background.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._background.discard(task)
        if not task.cancelled() and task.exception():
            log.error("background work failed", exc_info=task.exception())

    # -- sessions ------------------------------------------------------------------------------------------------

    async def sign_in(self, username: str, password: str) -> None:
        """By the server, or without it by the verifier on this workstation."""
        async with self._turn:
            if self.person:
                await self._leave()
                self.status.happen(Event.SESSION_ENDED)
            found = await self.door.ask(username, password)
            if isinstance(found, Shut):
                self.tell(SignInFailed(found.code, found.params, found.retry_after_s))
            elif isinstance(found, Tokens):
                await self._enter(found.me, found, password)
            else:
                await self._enter(found, None, password)

    async def come_in(self, tokens: Tokens, password: str) -> None:
        """Somebody whom the server let in another way than by ``sign_in``."""
        async with self._turn:
            # Whoever looked for themselves meanwhile is in already.
            if self.person is None:
                self.status.happen(Event.SIGN_IN)
                await self._enter(tokens.me, tokens, password)

    async def _enter(self, me: Me, tokens: Tokens | None, password: str) -> None:
        replica = await self.workers.replica.run(self.profile.replica, me.user, self.setup.rooms)
        self.reader = await self.workers.reads.run(replica.reader)
        if tokens is None and not await self.workers.reads.run(self.setup.may_unlock, self.reader, me.user):
            await self._close_replica(replica)
            self.status.happen(Event.REFUSED)
            self.tell(SignInFailed(LocalCode.OFFLINE_NO_DRAWER))
            return
        handle = await self.workers.slow.run(self.profile.refresh_of, me.user)
        session = Session(self.transport, lambda new: self._keep(me.user, new), handle, self._me_changed)
        if tokens:
            await self._admit(session, tokens, password)
        from teller_app.sync.link import Line, Link

        line = Line(session, self.transport, self.profile.outbox, replica, self.workers, self.status, self.tell,
                    lambda epoch: self._report(me.user, epoch), self.errands.forget_pictures)  # fmt: skip
        self.person = Person(me, replica, session, Link(line))
        self.tell(SignedIn(me, offline=tokens is None))
        await self.person.link.count()
        await self.lock.forgive(self.workers.slow, me)
        self._go_on(self.person, offline=tokens is None)

    async def _admit(self, session: Session, tokens: Tokens, password: str) -> None:
        """The server knows the person: for the next time without it, and for what others delivered in their name."""
        await session.adopt(tokens)
        self._seal(tokens.me)
        self.background(self.workers.slow.run(self.unlocker.remember, tokens.me, password, self.transport.now()))
        await self.workers.outbox.run(self.profile.outbox.release_own, tokens.me.user)

    def _go_on(self, person: Person, offline: bool) -> None:
        if offline:
            self.status.happen(Event.UNLOCKED)
        person.task = asyncio.get_running_loop().create_task(self._follow(person, offline))

    async def _follow(self, person: Person, offline: bool) -> None:
        ended = await person.link.run(offline)
        if ended.end is End.TOO_OLD:
            self.status.happen(Event.CLIENT_TOO_OLD)
            return
        await self.workers.slow.run(self.profile.drop_refresh, person.me.user)
        async with self._turn:
            person.task = None
            if self.person is person:
                self.status.happen(Event.SESSION_ENDED)
                self.tell(PasswordNeeded(ended.code))
        # After the lock, which hides what there is to hide.
        self.background(self.errands.put_out(person, ended.code))

    async def _keep(self, user: str, handle: str) -> None:
        await self.workers.slow.run(self.profile.keep_refresh, user, handle)

    def _seal(self, me: Me) -> None:
        if me.recovery_key is not None:
            self.background(self.workers.slow.run(self.profile.seal_to, me.recovery_key))

    def _me_changed(self, me: Me) -> None:
        self._seal(me)
        if self.person and me != self.person.me:
            self.person.me = me
            self.background(self.workers.slow.run(self.unlocker.refresh, me))
            self.tell(MeChanged(me))

    async def sign_out(self) -> None:
        """End the session here and, if it can be told, at the server."""
        async with self._turn:
            person = self.person
            if person is None:
                return
            await self._leave()
            await self.workers.slow.run(self.profile.drop_refresh, person.me.user)
            self.status.happen(Event.SESSION_ENDED)
            self.tell(SessionEnded())
            await person.session.sign_out()

    async def _leave(self) -> None:
        person, self.person = self.person, None
        if person is None:
            return
        if person.task:
            person.task.cancel()
            with suppress(asyncio.CancelledError):
                await person.task
        if self.reader:
            await self.errands.leaving(person.me.user, self.reader)
        await self._close_replica(person.replica)

    async def _close_replica(self, replica: Replica) -> None:
        reader, self.reader = self.reader, None
        if reader:
            await self.workers.reads.run(reader.close)
        await self.workers.replica.run(replica.close)

    # -- work ----------------------------------------------------------------------------------------------------

    async def store(self, command_id: str, intent: Intent) -> None:
        """Seal, write, sync; then say so and send."""
        person = self.person
        if person is None:
            self.tell(CommandNotStored(command_id, ErrorCode.NOT_SIGNED_IN.value))
            return
        maker = Maker(person.me.user, person.replica.meta.cursor, self.status.can_send, self.profile.persistent)
        result = await self.workers.outbox.run(self.desk.store, command_id, intent, maker)
        self.tell(result)
        if isinstance(result, CommandStored):
            person.link.poke()
            await person.link.count()
        elif result.code in (LocalCode.OUTBOX_FULL, LocalCode.OUTBOX_FAILED, LocalCode.OUTBOX_TAMPERED):
            self.tell(OutboxProblem(result.code))

    async def _report(self, user: str, epoch: str) -> None:
        """Put this workstation's report for a restored server behind everything else."""
        maker = Maker(user, 0, online=True)
        await self.workers.outbox.run(self.desk.store, new_id(), Intent(ReportResent(epoch=epoch)), maker)

    def _session_now(self) -> Session | None:
        return self.person.session if self.person and self.status.can_send else None

    async def check(self, password: str) -> str:
        """Whether this is the signed-in person's password: an empty text, or a code.

        By the verifier; by the server where it knows the session no longer, and then the session goes on.
        """
        async with self._turn:
            person = self.person
            if person is None:
                return ErrorCode.NOT_SIGNED_IN.value
            ask = self._resume if person.task is None else self._verify
            code = await ask(person, password)
            if not code:
                self.background(self.lock.forgive(self.workers.slow, person.me))
            return code

    async def _verify(self, person: Person, password: str) -> str:
        found = await self.door.verify(person.me.username, password)
        return found.value if isinstance(found, UnlockRefused) else ""

    async def _resume(self, person: Person, password: str) -> str:
        """A new session for the same person over the same replica: nothing that they were doing is touched."""
        found = await self.door.ask(person.me.username, password)
        if isinstance(found, Shut):
            return found.code
        if isinstance(found, Tokens):
            await self._admit(person.session, found, password)
            # Later than the answer to whoever asked: other rights make other rooms.
            asyncio.get_running_loop().call_soon(self._me_changed, found.me)
        self._go_on(person, offline=not isinstance(found, Tokens))
        return ""

    async def set_pin(self, password: str, pin: str) -> str:
        """A PIN for the lock, after the password: an empty text, or a code."""
        return await self.check(password) or await self.lock.set(self.workers.slow, self.pinned, pin)


def _nothing() -> None:
    """A turn in a worker's queue."""
