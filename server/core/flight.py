"""The writer's connection: a batch is committed at once, or left to the database while the next one is decided (``core/plan.py``)."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress

import msgspec
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from server.core import plan
from server.core.batch import Rules
from server.core.clock import Clock
from server.core.context import NotAhead
from server.core.order import Order
from server.core.plan import Moved, Plan
from server.core.ticket import Ticket
from server.core.unit import Recent, Resident
from server.db.bulk import by_key
from server.db.engine import is_sqlite

log = logging.getLogger("coastal.writer")


class Flight(msgspec.Struct):
    """A batch on its way to the disk. ``landed`` waits until it is there, or raises."""

    tickets: list[Ticket]
    plan: Plan
    landed: Callable[[], None]


class Committer:
    """Of the writer's thread. ``committed`` is told of each batch.

    One batch is under way at the most, and whoever wants anything else lands it first.
    """

    def __init__(
        self,
        engine: Engine,
        resident: Resident,
        rules: Rules,
        clock: Clock,
        committed: Callable[[Sequence[Ticket], Plan], None],
    ) -> None:
        self._readers = engine
        self._engine = engine.execution_options(coastal_write=True)
        self._resident = resident
        self._rules = rules
        self._clock = clock
        self._committed = committed
        self._recent = Recent()
        self._conn: Connection | None = None
        self._eyes: Connection | None = None
        self._flight: Flight | None = None
        self.flies = not is_sqlite(engine)
        """Whether the database works while this process does: one within the process takes its time."""
        self.seen_seq = -1
        """Where the journal stands by this process's last commit; -1 while nobody knows."""
        self.ahead, self.moved, self.later = 0, 0, 0
        """Batches that were written as decided ahead; that were, and somebody else wrote; that had to wait for the one before."""

    def hang_up(self) -> None:
        """Throw the connections away: after an error nobody knows what they are still in the middle of."""
        _drop(self._conn)
        _drop(self._eyes)
        self._conn = self._eyes = None

    def decided(self, orders: Sequence[Order]) -> Plan:
        """Under the head's lock, in an open transaction."""
        # Until the commit is known to have happened nothing is: what is remembered may be older than the database.
        seen_seq, self.seen_seq = self.seen_seq, -1
        return plan.under_lock(
            self._connection(), self._resident, self._recent, self._rules, orders, seen_seq, self._clock()
        )

    def at_once(self, tickets: Sequence[Ticket]) -> None:
        """Decide and commit. Raises what the database or a rule raises; nothing was written then."""
        try:
            made = self.decided(orders_of(tickets))
            plan.commit(self._connection(), made, self._rules.seal)
        except DBAPIError:
            # Whatever the trouble was, the connection may be part of it.
            self.hang_up()
            raise
        self._recent.take(made.unit.seen)
        self._committed(tickets, made)
        self.seen_seq = made.after.seq

    # -- on its way while the next is decided --------------------------------------------------------------------

    def decided_ahead(self, orders: Sequence[Order]) -> Plan | None:
        """On what the batch under way will leave; None where there is none, or it has to be seen first."""
        if self._flight is None:
            return None
        made = None
        try:
            if self._eyes is None:
                self._eyes = self._looking()
            first, now = self._flight.plan, self._clock()
            with suppress(NotAhead):
                made = plan.ahead(self._eyes, self._resident, self._recent, self._rules, orders, first, now)
            self._eyes.rollback()
        except Exception as error:
            # Whatever it is comes again under the lock, where it is told from what only looked so from here.
            log.debug("decided later: %s", type(error).__name__)
            _drop(self._eyes)
            self._eyes = made = None
        self.later += made is None
        return made

    def launch(self, tickets: list[Ticket], made: Plan, ahead: bool) -> None:
        """Send it to the database, and do not wait. ``ahead``: it has no transaction yet. Raises as ``at_once``, and Moved."""
        conn = self._connection()
        if ahead:
            self._lock(conn, made)
        landed = plan.send(conn, made, self._rules.seal)
        self.seen_seq = -1
        self._recent.take(made.unit.seen)
        self._flight = Flight(tickets, made, landed)

    def _lock(self, conn: Connection, made: Plan) -> None:
        try:
            plan.locked(conn, made)
        except Moved:
            self.moved += 1
            raise
        self.ahead += 1

    def land(self) -> tuple[list[Ticket], Exception] | None:
        """Wait for the batch under way, if there is one. Those whom it failed, and why."""
        flight, self._flight = self._flight, None
        if flight is None:
            return None
        try:
            flight.landed()
        except Exception as error:
            self._recent.forget()
            self.hang_up()
            return flight.tickets, error
        self._committed(flight.tickets, flight.plan)
        self.seen_seq = flight.plan.after.seq
        return None

    def _connection(self) -> Connection:
        """Kept from batch to batch: taking one from the pool asks the database whether it is still there."""
        if self._conn is None:
            self._conn = by_key(self._engine.connect())
            if self.flies and self._eyes is None:
                # Now, and not in the middle of a crowd, when the readers may hold all there are.
                self._eyes = self._looking()
        return self._conn

    def _looking(self) -> Connection:
        return by_key(self._readers.connect().execution_options(isolation_level="AUTOCOMMIT"))


def orders_of(tickets: Sequence[Ticket]) -> list[Order]:
    """Without the unjournalled writes among them."""
    return [ticket.order for ticket in tickets if ticket.order is not None]


def _drop(conn: Connection | None) -> None:
    if conn is not None:
        if not conn.invalidated:
            conn.invalidate()
        conn.close()
