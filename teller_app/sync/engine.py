"""The plain thread that runs the line to the bank. Every public method returns at once and may be called from any thread.

What happens comes back through one callback as the frozen events of ``events.py``; the bridge carries them to the Qt thread.
"""

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from contract.base import Command
from contract.doors import CodeSent
from contract.envelope import Lease
from contract.ids import new_id
from contract.staff import Me
from teller_app.sync.boxes import SealedBox
from teller_app.sync.core import Core
from teller_app.sync.desk import Intent
from teller_app.sync.events import Answered, EngineEvent, OutboxProblem
from teller_app.sync.others import Other
from teller_app.sync.outcomes import LocalCode
from teller_app.sync.profile import Profile
from teller_app.sync.setup import Setup
from teller_app.sync.sqlcipher import Connection
from teller_app.sync.transport import InsecureServer

log = logging.getLogger(__name__)
STOP_S = 10.0


class Engine:
    """``start`` once, ``stop`` once. ``on_event`` is called on the engine's threads and must not block."""

    def __init__(self, setup: Setup, on_event: Callable[[EngineEvent], None]) -> None:
        self._setup = setup
        self._tell = on_event
        self._thread = threading.Thread(target=self._run, name="coastal-sync", daemon=True)
        self._running = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._core: Core | None = None
        self._stop: asyncio.Event | None = None
        self._opened: asyncio.Event | None = None
        # Waking the loop gives Python's lock away, and a round of the screens asks a dozen times: once for all of them.
        self._asked: deque[Callable[[Core], Coroutine[Any, Any, None]]] = deque()
        self._waking = False

    # -- life ----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin; ``Ready`` follows when the profile is open."""
        self._thread.start()
        self._running.wait()

    def stop(self) -> None:
        """End the thread and its workers. Blocks until they are gone: for the end of the program only."""
        if self._loop and self._stop and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(STOP_S)

    def _run(self) -> None:
        asyncio.run(self._main())

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop, self._opened = asyncio.Event(), asyncio.Event()
        core = self._core = Core(self._setup, self._tell)
        self._running.set()
        try:
            await core.open()
        except Exception as error:
            log.exception("the profile cannot be opened")
            insecure = isinstance(error, InsecureServer)
            self._tell(OutboxProblem(LocalCode.INSECURE_SERVER if insecure else LocalCode.OUTBOX_FAILED))
            core.workers.close()
            return
        self._opened.set()
        await self._stop.wait()
        await core.close()

    # -- people --------------------------------------------------------------------------------------------------

    @property
    def me(self) -> Me | None:
        """Who is signed in."""
        return self._core.me if self._core else None

    def box(self, purpose: str) -> SealedBox | None:
        """Seals files of this profile; None before ``Ready``, and where no key outlives the process."""
        profile: Profile | None = getattr(self._core, "profile", None)
        return profile.box(purpose) if profile else None

    def sign_in(self, username: str, password: str) -> None:
        """SignedIn or SignInFailed follows. Whoever was signed in is signed out first."""
        self._do(lambda core: core.sign_in(username, password))

    def enrol(self, username: str, password: str, name: str) -> None:
        """Ask that this workstation be let in: CodeAsked or SignInFailed follows."""
        self._do(lambda core: core.entrance.enrol(username, password, name))

    def confirm_code(self, code: str) -> None:
        """ManagerAsked, then SignedIn once a manager has agreed; or SignInFailed."""
        self._do(lambda core: core.entrance.confirm(code))

    def remind_manager(self, user: str) -> None:
        """AdmissionSeen follows, or SignInFailed."""
        self._do(lambda core: core.entrance.remind(user))

    def ask_manager_code(self, user: str) -> None:
        """ManagerCodeAsked or SignInFailed follows."""
        self._do(lambda core: core.entrance.ask_manager_code(user))

    def confirm_manager_code(self, code: str) -> None:
        """SignedIn once the bank has taken the code, or SignInFailed."""
        self._do(lambda core: core.entrance.confirm_manager_code(code))

    def cancel_enrolment(self) -> None:
        """Nobody waits any more."""
        self._do(_cancel)

    def choose_password(self, username: str, password: str, new_password: str) -> None:
        """SignedIn or SignInFailed follows."""
        self._do(lambda core: core.entrance.choose_password(username, password, new_password))

    def sign_out(self) -> None:
        """SessionEnded follows; what is queued stays and goes out with the next sign-in."""
        self._do(lambda core: core.sign_out())

    def check_password(self, password: str, then: Callable[[str], None]) -> None:
        """For the lock screen: ``then("")``, or a code (bad_credentials, offline_locked). After PasswordNeeded the server is
        asked, and the session goes on."""
        self._do(lambda core: self._answer(core.check(password), then))

    def check_pin(self, pin: str, then: Callable[[str], None]) -> None:
        """For the lock screen: ``then("")``, or a code (wrong_pin, pin_locked)."""
        self._do(lambda core: self._answer(core.lock.pin(core.workers.slow, core.pinned, pin), then))

    def set_pin(self, password: str, pin: str, then: Callable[[str], None]) -> None:
        """``then("")``, or a code: the password's, or weak_pin."""
        self._do(lambda core: self._answer(core.set_pin(password, pin), then))

    def pin_left(self, then: Callable[[int], None]) -> None:
        """How many tries the PIN has left; -1 where none is set, or the server wants the password."""
        self._do(lambda core: self._answer(core.lock.left(core.workers.slow, core.pinned), then))

    def others(self, then: Callable[[tuple[Other, ...]], None]) -> None:
        """Who else works at this workstation."""
        self._do(lambda core: self._answer(core.errands.others(), then))

    # -- commands ------------------------------------------------------------------------------------------------

    def submit(self, command: Command, lease: Lease | None = None, offline_budget: int = 0) -> str:
        """The command's id. CommandStored follows once the disk has it, or CommandNotStored; later CommandSettled.

        Offline only cash under a lease is taken: deposits within ``offline_budget`` (minor units, SessionFact.offline_budget), and
        payments within the drawer's stand-in budget, which is then what is handed in here.
        """
        command_id = new_id()
        intent = Intent(command, lease, offline_budget)
        self._do(lambda core: core.store(command_id, intent))
        return command_id

    def release(self, command_id: str) -> None:
        """Send a held command again."""
        self._do(lambda core: core.errands.release(command_id))

    def hold_back(self, command_id: str = "") -> None:
        """Keep what waits from being sent, from this command on ("" all of it), until ``let_go``."""
        self._do(lambda core: core.errands.hold_back(command_id))

    def let_go(self) -> None:
        """Send what was held back."""
        self._do(lambda core: core.errands.let_go())

    def outlook(self, then: Callable[[tuple[tuple[str, ...], bytes | None, str]], None]) -> None:
        """What would become of the oldest waiting rows: their ids with an ``Outlook``, or with None and a code."""
        self._do(lambda core: self._answer(core.errands.outlook(), then))

    def held(self, command_id: str, then: Callable[[Command | None], None]) -> None:
        """The command itself, for whoever is asked to sign it with a code."""
        self._do(lambda core: self._answer(core.errands.held(command_id), then))

    def ask_act_code(self, command_id: str, then: Callable[[tuple[CodeSent | None, str]], None]) -> None:
        """Have a code sent for a command that the server holds back for one: where it went, or why not."""
        self._do(lambda core: self._answer(core.errands.ask_code(command_id), then))

    def confirm_act_code(self, command_id: str, challenge: str, code: str, then: Callable[[str], None]) -> None:
        """The code as typed: ``then("")`` and the command goes out again, or a code."""
        self._do(lambda core: self._answer(core.errands.confirm_code(command_id, challenge, code), then))

    def prove_second(self, command_id: str, password: str, then: Callable[[str], None]) -> None:
        """The password of whoever stands beside: ``then("")`` and the held command goes out again, or a code."""
        self._do(lambda core: self._answer(core.errands.prove_second(command_id, password), then))

    def put_away(self, command_id: str, told: bool = False) -> None:
        """Somebody has read why it was not booked; ``told``: on the spot, when it was asked for."""
        self._do(lambda core: core.errands.put_away(command_id, told))

    def next_receipt(self, drawer: str, business_date: str, lease: Lease, then: Callable[[str], None]) -> None:
        """Reserve the next receipt number of a lease; ``drawer`` is the drawer's number as printed."""
        self._do(lambda core: self._answer(core.errands.receipt(drawer, business_date, lease), then))

    # -- questions -----------------------------------------------------------------------------------------------

    def query[T](
        self, ask: Callable[[Connection], T], then: Callable[[T], None], failed: Callable[[str], None] | None = None
    ) -> None:
        """``ask`` the replica on the reading thread. Signed out, or if it raises, ``failed`` gets a code."""
        self._do(lambda core: self._query(core, ask, then, failed))

    def fetch(self, path: str, params: dict[str, str], then: Callable[[bytes | None, str], None]) -> None:
        """GET from the server: ``then(body, "")`` or ``then(None, code)``."""
        self._do(lambda core: self._exchange(core, "GET", path, params, None, then))

    def post(self, path: str, body: bytes, then: Callable[[bytes | None, str], None]) -> None:
        """POST to a door that is no command. What it says is kept nowhere here."""
        self._do(lambda core: self._exchange(core, "POST", path, {}, body, then))

    def upload(self, path: str, body: bytes, then: Callable[[bytes | None, str], None]) -> None:
        """PUT a file to the server."""
        self._do(lambda core: self._exchange(core, "PUT", path, {}, body, then))

    def picture[T](self, sha256: str, read: Callable[[bytes], T | None], then: Callable[[T | None], None]) -> None:
        """A customer's picture: ``read`` makes something of the file on a worker thread, ``then`` gets it, or None."""
        self._do(lambda core: self._picture(core, sha256, read, then))

    def recall(self, name: str, then: Callable[[bytes | None], None]) -> None:
        """A small value that was kept encrypted for the signed-in person."""
        self._do(lambda core: self._answer(core.errands.recall(name), then))

    def remember(self, name: str, value: bytes) -> None:
        """Keep a small value encrypted for the signed-in person. A disk that refuses costs the comfort only."""
        self._do(lambda core: self._answer(core.errands.remember(name, value), lambda kept: None))

    def hurry(self) -> None:
        """Try to reconnect now."""
        self._do(_hurry)

    # -- inside --------------------------------------------------------------------------------------------------

    def _do(self, work: Callable[[Core], Coroutine[Any, Any, None]]) -> None:
        loop, core = self._loop, self._core
        if loop is None or core is None or not self._thread.is_alive():
            return
        self._asked.append(work)
        if not self._waking:
            self._waking = True
            loop.call_soon_threadsafe(self._take, core)

    def _take(self, core: Core) -> None:
        # Said before the first is taken: whoever asks from now on wakes the loop anew.
        self._waking = False
        while self._asked:
            core.background(self._when_open(core, self._asked.popleft()))

    async def _when_open(self, core: Core, work: Callable[[Core], Coroutine[Any, Any, None]]) -> None:
        if self._opened:
            await self._opened.wait()
        await work(core)

    async def _answer[T](self, work: Awaitable[T], then: Callable[[T], None]) -> None:
        answer = await work
        self._tell(Answered(lambda: then(answer)))

    async def _exchange(
        self,
        core: Core,
        method: str,
        path: str,
        params: dict[str, str],
        body: bytes | None,
        then: Callable[[bytes | None, str], None],
    ) -> None:
        answer, code = await core.errands.exchange(method, path, params, body)
        self._tell(Answered(lambda: then(answer, code)))

    async def _query[T](
        self,
        core: Core,
        ask: Callable[[Connection], T],
        then: Callable[[T], None],
        failed: Callable[[str], None] | None,
    ) -> None:
        code = "not_signed_in"
        reader = core.reader
        if reader is not None:
            try:
                await self._answer(core.workers.reads.run(ask, reader), then)
                return
            except Exception:
                log.exception("a question to the replica failed")
                code = "internal"
        if failed is not None:
            self._tell(Answered(lambda: failed(code)))

    async def _picture[T](
        self, core: Core, sha256: str, read: Callable[[bytes], T | None], then: Callable[[T | None], None]
    ) -> None:
        made: T | None = None
        try:
            content = await core.errands.picture(sha256)
            made = await core.workers.pictures.run(read, content) if content is not None else None
        except Exception:
            log.exception("a picture cannot be shown")
        self._tell(Answered(lambda: then(made)))


async def _hurry(core: Core) -> None:
    if core.person:
        core.person.link.hurry()


async def _cancel(core: Core) -> None:
    await core.entrance.give_up()
