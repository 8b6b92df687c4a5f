"""With a server: is it reachable and ready, does a person get in, is a posting booked? All through the app's own engine."""

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from contract import paths
from contract.feed import AnyAnswer, Executed, Refused
from contract.ids import new_id
from contract.ledger import AccountFact, Transfer
from contract.money import Money
from teller_app.build import load_setup
from teller_app.counter.queries import account_by_number
from teller_app.self_check.finding import Unfit
from teller_app.settings import Settings
from teller_app.sync.engine import Engine
from teller_app.sync.events import (
    Answered,
    CommandNotStored,
    CommandSettled,
    ConnectionChanged,
    EngineEvent,
    OutboxProblem,
    Ready,
    SignedIn,
    SignInFailed,
)
from teller_app.sync.keyring_store import SecretStore
from teller_app.sync.outcomes import LocalCode
from teller_app.sync.pinned import usual_context
from teller_app.sync.state import State
from teller_app.sync.transport import InsecureServer, checked_url

WAIT_S = 30.0
REACH_S = 5.0
NARRATION = "Self check"


@dataclass(frozen=True)
class Trial:
    """Who signs in, and the numbers of the two accounts between which the smallest amount goes there and back (or none)."""

    username: str
    password: str
    accounts: tuple[str, ...] = ()


def reach(settings: Settings) -> str:
    """The server's own word that it is ready, over the connection that the app would use. No proxy, as in the app."""
    try:
        base = checked_url(settings.server_url)
        tls = load_setup(settings, lambda: None).tls
        with httpx.Client(verify=usual_context() if tls is None else tls, trust_env=False, timeout=REACH_S) as client:
            answer = client.get(base + paths.READY)
    except InsecureServer:
        raise Unfit("server_needs_https") from None
    except httpx.HTTPError as error:
        raise Unfit(f"server_unreachable {type(error).__name__}") from None
    if answer.status_code != httpx.codes.OK:
        raise Unfit(f"server_not_ready {answer.status_code}")
    return urlsplit(base).scheme


class Counter:
    """The engine without a window. ``close`` always."""

    def __init__(self, settings: Settings, secrets: Callable[[], SecretStore | None] | None) -> None:
        self._events: queue.SimpleQueue[EngineEvent] = queue.SimpleQueue()
        self._engine = Engine(load_setup(settings, secrets), self._events.put)
        self._state = State.SIGNED_OUT

    def close(self) -> None:
        """End the engine."""
        self._engine.stop()

    def open(self) -> str:
        """Open the profile; the device as the bank must know it."""
        self._engine.start()

        def found(event: EngineEvent) -> Ready | None:
            if isinstance(event, OutboxProblem) and event.code == LocalCode.OUTBOX_FAILED:
                raise Unfit(event.code)
            return event if isinstance(event, Ready) else None

        ready = self._await(found, "engine_not_ready")
        return f"--device {ready.device} --key {ready.key.x}.{ready.key.y}"

    def sign_in(self, trial: Trial) -> str:
        """Sign in and wait until the replica is level with the server."""
        self._engine.sign_in(trial.username, trial.password)

        def found(event: EngineEvent) -> SignedIn | None:
            if isinstance(event, SignInFailed):
                raise Unfit(event.code)
            return event if isinstance(event, SignedIn) else None

        if self._await(found, "no_answer").offline:
            raise Unfit("server_unreachable")
        self._await(lambda event: True if self._state is State.ONLINE else None, "feed_not_level")
        return "level"

    def post(self, trial: Trial) -> str:
        """The smallest amount from the first account to the second, and back."""
        one, other = (self._account(number) for number in trial.accounts)
        seqs = [self._transfer(one, other), self._transfer(other, one)]
        return f"entries {seqs[0]} {seqs[1]}"

    def _account(self, number: str) -> AccountFact:
        box: list[tuple[AccountFact, str] | None] = []
        self._engine.query(lambda conn: account_by_number(conn, number), box.append, lambda code: box.append(None))
        self._await(lambda event: True if box else None, "no_answer")
        if box[0] is None:
            raise Unfit("account_unknown")
        return box[0][0]

    def _transfer(self, one: AccountFact, other: AccountFact) -> int:
        command = Transfer(transaction=new_id(), debit_account=one.account, credit_account=other.account,
                           amount=Money(1, one.currency), narration=NARRATION)  # fmt: skip
        sent = self._engine.submit(command)

        def settled(event: EngineEvent) -> AnyAnswer | None:
            if isinstance(event, CommandNotStored) and event.command_id == sent:
                raise Unfit(event.code)
            return event.answer if isinstance(event, CommandSettled) and event.command_id == sent else None

        answer = self._await(settled, "no_answer")
        if isinstance(answer, Executed):
            return answer.seq
        raise Unfit(answer.problem.code.value if isinstance(answer, Refused) else type(answer).__name__.lower())

    def _await[T](self, found: Callable[[EngineEvent], T | None], code: str) -> T:
        until = time.monotonic() + WAIT_S
        while True:
            try:
                event: Any = self._events.get(timeout=max(0.01, until - time.monotonic()))
            except queue.Empty:
                raise Unfit(code) from None
            if isinstance(event, Answered):
                event.deliver()
            if isinstance(event, ConnectionChanged):
                self._state = event.state
            answer = found(event)
            if answer is not None:
                return answer
