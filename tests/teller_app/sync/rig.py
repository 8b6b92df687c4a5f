"""An engine with a listener that can be waited on."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from teller_app.counter import folds as counter
from teller_app.customers import folds as customers
from teller_app.customers.queries import pictured
from teller_app.drawers import folds as drawers
from teller_app.drawers.queries import has_open_session
from teller_app.sync.engine import Engine
from teller_app.sync.events import Answered, ConnectionChanged, EngineEvent, Ready, SignedIn
from teller_app.sync.keyring_store import MemoryKeyring, SecretStore
from teller_app.sync.setup import Setup
from teller_app.sync.state import State
from tests.teller_app.sync.tiny_bank import PASSWORD

WAIT_S = 60.0


class Rig:
    """Start an engine on a folder and a keyring; wait for events by type and condition."""

    def __init__(self, url: str, folder: Path, keyring: SecretStore | None = None, kept: bool = True) -> None:
        self.keyring = keyring or (MemoryKeyring() if kept else None)
        self.events: list[EngineEvent] = []
        self._more = threading.Condition()
        setup = Setup(
            url, folder, lambda: self.keyring, (customers, counter, drawers), has_open_session, pictured=pictured
        )
        self.engine = Engine(setup, self._hear)
        self.engine.start()
        self.wait(Ready)

    def _hear(self, event: EngineEvent) -> None:
        if isinstance(event, Answered):
            event.deliver()
        with self._more:
            self.events.append(event)
            self._more.notify_all()

    def wait[E](self, kind: type[E], when: Callable[[E], Any] = lambda event: True, since: int = 0) -> E:
        """The first event of this kind for which ``when`` holds, now or within WAIT_S."""
        deadline = time.monotonic() + WAIT_S
        with self._more:
            while True:
                for event in self.events[since:]:
                    if isinstance(event, kind) and when(event):
                        return event
                if not self._more.wait(deadline - time.monotonic()):
                    raise AssertionError(f"no {kind.__name__} in {self.events[-12:]}")

    def all(self, kind: type) -> list[Any]:
        with self._more:
            return [event for event in self.events if isinstance(event, kind)]

    def sign_in(self, until: State = State.ONLINE, password: str = PASSWORD) -> SignedIn:
        since = len(self.events)
        self.engine.sign_in("efua", password)
        signed_in = self.wait(SignedIn, since=since)
        self.reach(until, since)
        return signed_in

    def reach(self, state: State, since: int = 0) -> ConnectionChanged:
        return self.wait(ConnectionChanged, lambda event: event.state is state, since)

    def ask[T](self, ask: Callable[[Any], T]) -> T:
        """A query's answer."""
        found: list[T] = []
        done = threading.Event()
        self.engine.query(ask, lambda answer: (found.append(answer), done.set()), lambda code: done.set())
        assert done.wait(WAIT_S)
        return found[0]

    def stop(self) -> None:
        self.engine.stop()
