"""The house as the models see it: manifest.Port over the sync engine. Everything here happens on the Qt thread.

Calls go to the engine, which returns at once; answers come back as events that the bridge hands to ``handle``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from contract.base import Command, Wire
from contract.drawers import SessionFact
from contract.envelope import Lease
from contract.errors import ErrorCode
from contract.feed import AnyAnswer, NotTaken, Refused
from contract.ledger import Withdraw
from contract.staff import Me
from teller_app.manifest import Kept, Line, Waiting
from teller_app.shell.leased import LEASED
from teller_app.shell.port_rows import kept_of, line_of, waiting_of, waits_still, wants
from teller_app.shell.topic_rounds import TopicRounds
from teller_app.sync.events import (
    CommandNotStored,
    CommandSettled,
    CommandStored,
    ConnectionChanged,
    EngineEvent,
    MeChanged,
    PendingChanged,
    TopicsChanged,
)
from teller_app.sync.outbox_rows import RowState
from teller_app.sync.topics import OUTBOX

_OWN = frozenset({"session", "stand_in", "float_slip", OUTBOX})
_LOOKED_AT = frozenset({ErrorCode.QUARANTINED, ErrorCode.MAKER_DISABLED})
"""What somebody at the bank looks at is kept in sight until they have."""
MADE_MAX = 500
"""Own commands kept for reprints: only the device that made a posting knows the pieces that changed hands."""


class Engine(Protocol):
    """What the port needs of the sync engine. No call blocks."""

    def submit(self, command: Command, lease: Lease | None = None, offline_budget: int = 0) -> str: ...

    def next_receipt(self, drawer: str, business_date: str, lease: Lease, then: Callable[[str], None]) -> None: ...

    def query[T](
        self, ask: Callable[[Any], T], then: Callable[[T], None], failed: Callable[[str], None] | None = None
    ) -> None: ...

    def fetch(self, path: str, params: dict[str, str], then: Callable[[bytes | None, str], None]) -> None: ...

    def post(self, path: str, body: bytes, then: Callable[[bytes | None, str], None]) -> None: ...

    def picture[T](self, sha256: str, read: Callable[[bytes], T | None], then: Callable[[T | None], None]) -> None: ...

    def recall(self, name: str, then: Callable[[bytes | None], None]) -> None: ...

    def remember(self, name: str, value: bytes) -> None: ...

    def release(self, command_id: str) -> None: ...

    def put_away(self, command_id: str, told: bool = False) -> None: ...

    def hold_back(self, command_id: str = "") -> None: ...

    def let_go(self) -> None: ...

    def outlook(self, then: Callable[[tuple[tuple[str, ...], bytes | None, str]], None]) -> None: ...


class _Waits(msgspec.Struct, frozen=True):
    """Who wants to hear what becomes of a command."""

    stored: Callable[[str], None] | None
    settled: Callable[[AnyAnswer], None] | None
    failed: Callable[[str], None] | None


def nothing_granted(conn: Any, session: str) -> int:
    """Nothing is paid out without the server."""
    return 0


class QtPort:
    """One person's port, from sign-in to sign-out. ``close`` silences it: a late answer must not wake a dead screen."""

    def __init__(
        self,
        engine: Engine,
        me: Me,
        line: Line,
        session: Callable[[Any, str], SessionFact | None],
        stand_in: Callable[[Any, str], int] = nothing_granted,
    ) -> None:
        self._engine = engine
        self._me = me
        self._line = line
        self._read_session = session
        self._read_stand_in = stand_in
        self._stand_in = 0
        self._session: SessionFact | None = None
        self._waiting: tuple[Waiting, ...] = ()
        self._kept: tuple[Kept, ...] = ()
        self.unheard: Callable[[AnyAnswer], None] = lambda answer: None
        self._waits: dict[str, _Waits] = {}
        self._uncoded: dict[str, CommandSettled] = {}
        self._topics = TopicRounds(lambda done: engine.query(_nothing, lambda _: done(), lambda _: done()))
        self._lines: list[Callable[[Line], None]] = []
        self._made: dict[str, Command] = {}
        self._open = True
        self._refresh_session()

    @property
    def me(self) -> Me:
        """Who is signed in, as the server last said."""
        return self._me

    @property
    def line(self) -> Line:
        """The connection."""
        return self._line

    def close(self) -> None:
        """The person has gone."""
        self._open = False
        self._topics.close()
        self._lines.clear()
        self._waits.clear()

    # -- commands ------------------------------------------------------------------------------------------------

    def submit(
        self,
        command: Command,
        receipt: str = "",
        stored: Callable[[str], None] | None = None,
        settled: Callable[[AnyAnswer], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Hand it to the engine with the lease and the budget of the drawer that this person holds."""
        session = self._session if isinstance(command, LEASED) else None
        paid = isinstance(command, Withdraw) and command.paid_offline
        budget = self._stand_in if paid else session.offline_budget if session else 0
        command_id = self._engine.submit(command, lease_of(session), budget)
        self._waits[command_id] = _Waits(stored, settled, failed)
        self._remember(command)

    def made(self, transaction: str) -> Command | None:
        """The command of a transaction that was made here since the sign-in, or that still waits in the outbox."""
        waiting = (item.command for item in self._waiting if getattr(item.command, "transaction", "") == transaction)
        return self._made.get(transaction) or next(waiting, None)

    def _remember(self, command: Command) -> None:
        transaction = str(getattr(command, "transaction", ""))
        if transaction:
            self._made[transaction] = command
            if len(self._made) > MADE_MAX:
                del self._made[next(iter(self._made))]

    def next_receipt(self, then: Callable[[str], None]) -> None:
        """Reserve the next number of the held lease; an empty text without a drawer, and the server then says so."""

        def known(session: SessionFact | None) -> None:
            self._session = session
            lease = lease_of(session)
            if session is None or lease is None:
                then("")
            else:
                self._engine.next_receipt(session.number, session.business_date, lease, self._mine(then))

        # Asked anew, because the drawer may have moved on between two facts; a receipt number is never taken back.
        self.query(lambda conn: self._read_session(conn, self._me.user), known)

    def waiting(self) -> tuple[Waiting, ...]:
        """What the server has not answered, and what it answered but the replica does not show yet."""
        return self._waiting

    def kept(self) -> tuple[Kept, ...]:
        """What is not booked."""
        return self._kept

    def send_again(self, command_id: str) -> None:
        """A held row goes out again."""
        self._engine.release(command_id)

    def put_away(self, command_id: str) -> None:
        """It was read."""
        self._engine.put_away(command_id)

    def hold_back(self, command_id: str = "") -> None:
        """From this one on."""
        self._engine.hold_back(command_id)

    def let_go(self) -> None:
        """All of it."""
        self._engine.let_go()

    # -- questions -----------------------------------------------------------------------------------------------

    def outlook(self, then: Callable[[tuple[str, ...], bytes | None, str], None]) -> None:
        """What waits, as the server would decide it now."""
        self._engine.outlook(self._mine(lambda found: then(*found)))

    def query[T](self, ask: Callable[[Any], T], then: Callable[[T], None]) -> None:
        """Questions are answered in the order in which they were asked."""
        self._engine.query(ask, self._mine(then))

    def fetch(self, path: str, params: dict[str, str], then: Callable[[bytes | None, str], None]) -> None:
        """GET from the server."""
        self._engine.fetch(path, params, self._mine(then))

    def post(self, path: str, body: Wire, then: Callable[[bytes | None, str], None]) -> None:
        """POST to one of the server's own doors."""
        self._engine.post(path, msgspec.json.encode(body), self._mine(then))

    def picture[T](self, sha256: str, read: Callable[[bytes], T | None], then: Callable[[T | None], None]) -> None:
        """A customer's picture, decoded aside."""
        self._engine.picture(sha256, read, self._mine(then))

    def recall(self, name: str, then: Callable[[bytes | None], None]) -> None:
        """What the window kept for this person."""
        self._engine.recall(name, self._mine(then))

    def remember(self, name: str, value: bytes) -> None:
        """Keep it, encrypted."""
        self._engine.remember(name, value)

    def on_topics(self, topics: frozenset[str], call: Callable[[], None]) -> None:
        """Follow facts."""
        self._topics.follow(topics, call)

    def on_line(self, call: Callable[[Line], None]) -> None:
        """Follow the connection."""
        self._lines.append(call)

    # -- events --------------------------------------------------------------------------------------------------

    def handle(self, event: EngineEvent) -> None:
        """An event of the engine, on the Qt thread."""
        if not self._open:
            return
        match event:
            case ConnectionChanged():
                self._line = line_of(event)
                for hear in tuple(self._lines):
                    hear(self._line)
            case TopicsChanged(topics):
                self._tell(topics)
            case PendingChanged(rows):
                self._waiting = tuple(waiting_of(row) for row in rows if waits_still(row))
                self._kept = tuple(kept_of(row) for row in rows if row.state is not RowState.SETTLED)
                self._tell(frozenset({OUTBOX}))
            case CommandStored() | CommandNotStored() | CommandSettled():
                self._answer(event)
            case MeChanged(me):
                self._me = me
            case _:
                pass

    def _answer(self, event: CommandStored | CommandNotStored | CommandSettled) -> None:
        waits = self._waits.get(event.command_id)
        if isinstance(event, CommandSettled) and waits is not None and wants(event):
            # It goes out again once the code or the other's password was typed: whoever asked hears what comes of it then.
            self._uncoded[event.command_id] = event
            return
        self._uncoded.pop(event.command_id, None)
        self._hear(event, waits)

    def asked(self, command_id: str) -> bool:
        """Whether somebody here waits for what becomes of it: what comes up by itself was done before a new start or a restore."""
        return command_id in self._waits

    def let_be(self, command_id: str) -> None:
        """Nothing will be typed for it: whoever asked hears what is needed, and that was all."""
        event = self._uncoded.pop(command_id, None)
        if event is not None and self._open:
            self._hear(event, self._waits.get(command_id))

    def _hear(self, event: CommandStored | CommandNotStored | CommandSettled, waits: _Waits | None) -> None:
        if isinstance(event, CommandSettled) and isinstance(event.answer, Refused | NotTaken):
            self._not_booked(event.command_id, event.answer, waits is not None and waits.settled is not None)
        if waits is None:
            return
        if isinstance(event, CommandStored):
            if waits.stored:
                waits.stored(event.command_id)
            return
        del self._waits[event.command_id]
        if isinstance(event, CommandNotStored) and waits.failed:
            waits.failed(event.code)
        elif isinstance(event, CommandSettled) and waits.settled:
            waits.settled(event.answer)

    def _not_booked(self, command_id: str, answer: Refused | NotTaken, heard: bool) -> None:
        """Whoever asked for it is told on the spot; what nobody here asked for is kept until somebody has read it."""
        if not heard:
            self.unheard(answer)
        elif isinstance(answer, Refused) or answer.code not in _LOOKED_AT:
            self._engine.put_away(command_id, told=True)

    def _tell(self, topics: frozenset[str]) -> None:
        if topics & _OWN:
            self._refresh_session()
        self._topics.tell(topics)

    def _refresh_session(self) -> None:
        self.query(lambda conn: self._read_session(conn, self._me.user), self._session_read)

    def _session_read(self, session: SessionFact | None) -> None:
        before, self._session = self._session, session
        if session is None or before is None or session.session != before.session:
            # What one drawer may pay without the server says nothing about the next.
            self._stand_in = 0
        if session is not None:
            self.query(lambda conn: self._read_stand_in(conn, session.session), self._stand_in_read)

    def _stand_in_read(self, left: int) -> None:
        self._stand_in = left

    def _mine[*A](self, then: Callable[[*A], None]) -> Callable[[*A], None]:
        def deliver(*answer: *A) -> None:
            if self._open:
                then(*answer)

        return deliver


def _nothing(conn: Any) -> None:
    """Answered after all that was asked before it."""


def lease_of(session: SessionFact | None) -> Lease | None:
    """The lease that a session grants; none before the first (0)."""
    return Lease(session=session.session, number=session.lease) if session and session.lease else None
