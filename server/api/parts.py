"""What the doors are given. Built in wiring.py, passed down, never looked up."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine

from contract.approvals import RequestState
from contract.errors import ErrorCode
from server.api.host_names import Ours
from server.core.actor import Actor
from server.core.chain import Difference
from server.core.clock import Clock
from server.core.hub import Hub
from server.core.pace import Misses, Notes, Seldom
from server.core.registry import Registry, Source
from server.core.relay import Relay
from server.core.ring import Ring
from server.core.store import Log
from server.core.unit import Unit
from server.core.writer import Writer
from server.ledger.verification import Sign
from server.recovery.anchor import Anchor
from server.settings import Settings
from server.sms.courier import Courier
from server.staff.actors import scope_of
from server.staff.code_desk import CodeDesk
from server.staff.denied import Denied
from server.staff.dpop import Proofs
from server.staff.enrolment import Enrolments
from server.staff.replays import Replays
from server.staff.sessions import Sessions
from server.staff.sign_in import Alarm, SignIns
from server.standin.handlers import Secret

READS_WAITING_MAX = 200


class Reads:
    """Slow reads on threads of their own, each with a connection, so that the event loop never waits for a disk."""

    def __init__(self, engine: Engine, threads: int) -> None:
        self._engine = engine
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="coastal-read")
        self._waiting = 0

    async def run[T](self, query: Callable[..., T], *args: Any) -> T:
        """``query(conn, *args)`` in its own read transaction. Raises Denied(busy) when too many wait."""
        if self._waiting >= READS_WAITING_MAX:
            raise Denied(ErrorCode.BUSY, retry_after_s=1)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self._read, query, args)
        finally:
            self._waiting -= 1

    def _read[T](self, query: Callable[..., T], args: tuple[Any, ...]) -> T:
        # A read's transaction is closed at once: one that stays open makes the journal head's row swell.
        with self._engine.connect() as conn:
            return query(conn, *args)

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown(wait=True)


def _nobody_asks(*what: object) -> None:
    return None


@dataclass
class Running:
    """What changes while the doors are open: whether they are closing, each device's open feeds and reads, the last import's sequence, and the journal's epoch.

    ``came`` (with the last counter that it gave out) and ``went`` are told of a device's lines.
    """

    stopping: bool = False
    imported: int = 0
    epoch: str = ""
    feeds: Counter[str] = field(default_factory=Counter)
    reads: Counter[str] = field(default_factory=Counter)
    came: Callable[[str, int], None] = _nobody_asks
    went: Callable[[str], None] = _nobody_asks


RequestStateOf = Callable[[Unit, str], RequestState | None]


@dataclass(frozen=True)
class Parts:
    """Everything the doors need."""

    settings: Settings
    engine: Engine
    writer: Writer
    hub: Hub
    registry: Registry
    sources: tuple[Source, ...]
    sessions: Sessions
    sign_ins: SignIns
    replays: Replays
    ours: Ours
    reads: Reads
    clock: Clock
    alarm: Alarm
    courier: Courier
    code_desk: CodeDesk
    enrolments: Enrolments
    sealing: Ring
    request_state: RequestStateOf
    relay: Relay
    anchor: Anchor | None
    secret: Secret
    sign: Sign
    tail: Callable[[Connection, int], Iterator[Difference]]
    logs: tuple[Log[Any], ...]
    seldom: Seldom = field(default_factory=Seldom)
    misses: Misses = field(default_factory=Misses)
    notes: Notes = field(default_factory=Notes)
    proofs: Proofs = field(default_factory=Proofs)
    running: Running = field(default_factory=Running)

    def scope(self, actor: Actor) -> str:
        """What decides what this person's replica holds: their rights, and the last import, whose rows no fact states."""
        mark = scope_of(actor)
        return f"{mark}.{self.running.imported}" if self.running.imported else mark

    def peek_request(self, conn: Connection, request: str) -> RequestState | None:
        """A request's state as committed."""
        return self.request_state(Unit(conn, self.writer.resident), request)
