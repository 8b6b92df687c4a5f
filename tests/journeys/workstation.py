"""A workstation without its window: the real sync engine with its outbox and replica, driven by a test.

What the Qt side would hear through the bridge is collected here; ``wait_for`` waits on it without polling the network.
"""

import queue
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from contract.base import Command
from contract.envelope import Lease
from contract.feed import AnyAnswer
from teller_app.advances import folds as advances
from teller_app.approvals import folds as approvals
from teller_app.branches import folds as branches
from teller_app.counter import folds as counter
from teller_app.counts import folds as counts
from teller_app.customers import folds as customers
from teller_app.customers.queries import pictured
from teller_app.drawers import folds as drawers
from teller_app.drawers.queries import has_open_session, my_session
from teller_app.drawers.queries import session as drawer_session
from teller_app.journal import folds as journal
from teller_app.loans import folds as loans
from teller_app.notices import folds as notices
from teller_app.staff import folds as staff
from teller_app.standin import folds as standin
from teller_app.sync.engine import Engine
from teller_app.sync.events import (
    Answered,
    CommandNotStored,
    CommandSettled,
    CommandStored,
    ConnectionChanged,
    EngineEvent,
    Ready,
    SignedIn,
    SignInFailed,
)
from teller_app.sync.keyring_store import MemoryKeyring
from teller_app.sync.setup import Setup
from teller_app.sync.state import State
from teller_app.variances import folds as variances
from teller_app.vault import folds as vault

ROOMS = (
    customers,
    counter,
    journal,
    drawers,
    vault,
    counts,
    variances,
    advances,
    loans,
    branches,
    approvals,
    standin,
    notices,
    staff,
)
WAIT_S = 60.0


class Workstation:
    """``start`` opens the profile; ``sign_in`` waits until the replica is level with the server."""

    def __init__(
        self,
        server_url: str,
        folder: Path,
        secrets: MemoryKeyring | None = None,
        mirrors: Path | None = None,
        wait_s: float = WAIT_S,
    ) -> None:
        self._wait_s = wait_s
        self.secrets = secrets or MemoryKeyring()
        self._events: queue.SimpleQueue[EngineEvent] = queue.SimpleQueue()
        self.seen: list[EngineEvent] = []
        self.answers: dict[str, AnyAnswer] = {}
        self.receipts = 0
        self.state = State.SIGNED_OUT
        setup = Setup(
            server_url=server_url,
            folder=folder,
            secrets=lambda: self.secrets,
            rooms=ROOMS,
            may_unlock=has_open_session,
            pictured=pictured,
            mirrors=mirrors,
        )
        self.engine = Engine(setup, self._events.put)

    def start(self) -> Ready:
        self.engine.start()
        ready = self.wait_for(Ready)
        assert isinstance(ready, Ready)
        return ready

    def close(self) -> None:
        self.engine.stop()

    def wait_for(self, kind: type[EngineEvent], fits: Callable[[Any], bool] = lambda event: True) -> EngineEvent:
        """The next event of a kind that fits, also one that was heard before and not asked for yet."""
        until = time.monotonic() + self._wait_s
        while True:
            for at, event in enumerate(self.seen):
                if isinstance(event, kind) and fits(event):
                    del self.seen[at]
                    return event
            self._hear(until)

    def _hear(self, until: float) -> None:
        try:
            event = self._events.get(timeout=max(0.01, until - time.monotonic()))
        except queue.Empty:
            raise AssertionError(
                f"waited {self._wait_s} s; heard {[type(item).__name__ for item in self.seen]}"
            ) from None
        if isinstance(event, Answered):
            event.deliver()
            return
        if isinstance(event, ConnectionChanged):
            self.state = event.state
        if isinstance(event, CommandSettled):
            self.answers[event.command_id] = event.answer
        self.seen.append(event)

    def sign_in(self, username: str, password: str) -> SignedIn:
        self.engine.sign_in(username, password)
        event = self.wait_for(SignedIn, lambda event: True)
        assert isinstance(event, SignedIn)
        self.wait_state(State.ONLINE)
        return event

    def refused_sign_in(self, username: str, password: str) -> SignInFailed:
        self.engine.sign_in(username, password)
        event = self.wait_for(SignInFailed)
        assert isinstance(event, SignInFailed)
        return event

    def wait_state(self, state: State) -> None:
        """Until the line *is* in this state; what it was before does not count."""
        until = time.monotonic() + self._wait_s
        while self.state is not state:
            self._hear(until)

    def ask[T](self, question: Callable[[Any], T]) -> T:
        """A question to the replica."""
        box: list[T] = []
        self.engine.query(question, box.append)
        until = time.monotonic() + self._wait_s
        while not box:
            self._hear(until)
        return box[0]

    def wait_for_session(self, session: str) -> None:
        """Until the replica knows a drawer session."""
        until = time.monotonic() + self._wait_s
        while self.ask(lambda conn: drawer_session(conn, session)) is None:
            if time.monotonic() > until:
                raise AssertionError("the session did not arrive by the feed")
            time.sleep(0.02)

    def lease(self, user: str) -> Lease | None:
        session = self.ask(lambda conn: my_session(conn, user))
        return Lease(session=session.session, number=session.lease) if session else None

    def submit(self, command: Command, lease: Lease | None = None, offline_budget: int = 0) -> str:
        """Sign, store, send; returns when the outbox has it."""
        command_id = self.engine.submit(command, lease, offline_budget)
        self.wait_for(CommandStored, lambda event: event.command_id == command_id)
        return command_id

    def not_stored(self, command: Command, lease: Lease | None = None, offline_budget: int = 0) -> CommandNotStored:
        command_id = self.engine.submit(command, lease, offline_budget)
        event = self.wait_for(CommandNotStored, lambda event: event.command_id == command_id)
        assert isinstance(event, CommandNotStored)
        return event

    def settle(self, command_id: str) -> AnyAnswer:
        """The answer, whichever way it comes."""
        if command_id not in self.answers:
            self.wait_for(CommandSettled, lambda event: event.command_id == command_id)
        return self.answers[command_id]

    def do(self, command: Command, lease: Lease | None = None) -> AnyAnswer:
        """Submit and wait for the answer."""
        return self.settle(self.submit(command, lease))
