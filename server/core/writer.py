"""The one writer thread: takes what waits, decides it in one transaction, commits, answers, pokes.

Every write of the server goes through this queue, also those that are not journalled: a second writer starves beside a busy one.
"""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from contract.base import Command
from contract.commands import encode, fingerprint
from contract.errors import ErrorCode
from contract.feed import AnyAnswer, NotTaken
from server.core import batch as batches
from server.core import journal, troubles
from server.core.actor import Header
from server.core.aside import FAILURES_MAX, Slow, put_aside
from server.core.batch import Done, Rules
from server.core.clock import Clock, stamp, system_clock
from server.core.flight import Committer, orders_of
from server.core.hub import Hub
from server.core.order import Order
from server.core.plan import Moved, Plan
from server.core.pressure import Pressure
from server.core.ticket import Ticket, settle, turn_away
from server.core.unit import Resident, Unit

BATCH_MAX = 256
"""Commands in one transaction."""
GATHER_S, GATHER_TICK_S = 0.002, 0.0003
"""How long a batch waits at most for those who were in the last one."""
CROWD = 64
"""Where so many wait after a batch is decided, it is written while the next one is: outboxes come in, and no counter waits for its answer."""
SLOW_MAX = 2
"""After so many time-outs one behind the other the rest of a batch comes again: whoever waits has waited a minute by then."""

log = logging.getLogger("coastal.writer")


class Writer:
    """See the module. ``start`` before use; ``stop`` answers what was taken, then ends the thread."""

    def __init__(self, engine: Engine, resident: Resident, rules: Rules, hub: Hub, clock: Clock = system_clock) -> None:
        self._engine = engine.execution_options(coastal_write=True)
        self.resident = resident
        self._rules = rules
        self._hub = hub
        self._clock = clock
        self._high: queue.SimpleQueue[Ticket | None] = queue.SimpleQueue()
        self._low: queue.SimpleQueue[Ticket | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._live, name="coastal-writer", daemon=True)
        self._stopping = False
        self._pressure = Pressure()
        self._slow = Slow()
        self.committed: Callable[[], None] = lambda: None
        """Called after each commit that moved the journal, by the writer thread: other processes are told."""
        self._committer = Committer(engine, resident, rules, clock, self._committed)
        self._last_batch = 0
        self.crowd = CROWD
        self.batches = 0
        self.commands = 0
        self.busy_s = 0.0

    # -- doors ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Load the resident stores and begin."""
        with self._engine.begin() as conn:
            journal.start_head(conn)
            self.resident.reload(conn)
            self._committer.seen_seq = journal.read_head(conn).seq
        self._thread.start()

    def stop(self) -> None:
        """Take no more, answer what was taken, end the thread."""
        self._stopping = True
        self._high.put(None)
        self._thread.join()
        turn_away(self._high, self._low)

    @property
    def committer(self) -> Committer:
        """Which counts what was decided ahead."""
        return self._committer

    def waiting(self) -> int:
        """How many tickets wait."""
        return self._high.qsize() + self._low.qsize()

    def turned_away(self) -> ErrorCode | None:
        """Why nothing is taken just now: busy or stopping. None: it is."""
        if self._stopping:
            return ErrorCode.STOPPING
        return ErrorCode.BUSY if self.waiting() >= self._pressure.most else None

    def submit(self, ticket: Ticket, lane: str = "high") -> None:
        """Queue a ticket. A full or stopping writer says so at once."""
        code = self.turned_away()
        if code is not None:
            ticket.future.set_result(NotTaken(code=code))
        elif lane == "low":
            self._low.put(ticket)
            self._high.put(_NUDGE)
        else:
            self._high.put(ticket)
        # It may have ended since it was asked: then nobody else would ever answer.
        if self._stopping and not self._thread.is_alive():
            turn_away(self._high, self._low)

    def take(self, order: Order) -> asyncio.Future[AnyAnswer]:
        """Queue an order of the async door; the future of the running loop is done after the commit."""
        future: asyncio.Future[AnyAnswer] = asyncio.get_running_loop().create_future()
        self.submit(Ticket(order, None, future))
        return future

    async def execute(self, header: Header, command: Command, canonical: bytes, raw: bytes) -> AnyAnswer:
        """One command from the async door; returns after the commit."""
        return await self.take(Order(header, command, canonical, fingerprint(command, canonical), raw))

    def execute_sync(self, header: Header, command: Command, lane: str = "high", payload: Any = None) -> AnyAnswer:
        """One command from another thread (command line, imports, tests)."""
        canonical = encode(command)
        return self.take_sync(
            Order(header, command, canonical, fingerprint(command, canonical), canonical, payload), lane
        )

    def take_sync(self, order: Order, lane: str = "high") -> AnyAnswer:
        """Queue an order of another thread and wait for the commit."""
        answer: AnyAnswer = self._wait(Ticket(order, None), lane)
        return answer

    def foresee(self, conn: Connection, orders: Sequence[Order]) -> tuple[Unit, Done]:
        """What would come of these orders now, for any thread with a connection: nothing is written, remembered or told."""
        return batches.run(conn, self.resident, self._rules, orders, journal.read_head(conn), self._clock())

    async def write[T](self, job: Callable[[Connection], T]) -> T:
        """A small write that is not journalled, in a transaction of the queue."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self.submit(Ticket(None, job, future))
        return await future

    def write_sync[T](self, job: Callable[[Connection], T]) -> T:
        """The same from another thread."""
        done: T = self._wait(Ticket(None, job), "high")
        return done

    def _wait(self, ticket: Ticket, lane: str) -> Any:
        assert isinstance(ticket.future, Future)
        self.submit(ticket, lane)
        return ticket.future.result()

    # -- the thread's life ---------------------------------------------------------------------------------------

    def _live(self) -> None:
        while True:
            first = self._high.get()
            if first is None:
                self._answer_all([])
                turn_away(self._high, self._low)
                self._committer.hang_up()
                return
            started = time.perf_counter()
            tickets = self._gather(first)
            self._answer_all(tickets)
            if tickets:
                self._pressure.served(len(tickets), time.perf_counter() - started)
            self.busy_s += time.perf_counter() - started

    def _gather(self, first: Ticket) -> list[Ticket]:
        self._await_others()
        tickets = [] if first is _NUDGE else [first]
        while len(tickets) < BATCH_MAX:
            try:
                ticket = self._high.get_nowait()
            except queue.Empty:
                break
            if ticket is None:
                self._high.put(None)
                break
            if ticket is not _NUDGE:
                tickets.append(ticket)
        # Long work rides along one bounded piece a batch, so that tellers wait 20 ms for it at the most.
        if not self._low.empty() and (piece := self._low.get()) is not None:
            tickets.append(piece)
            if not self._low.empty():
                self._high.put(_NUDGE)
        return tickets

    def _await_others(self) -> None:
        """A moment's patience: who was answered together asks again together. A teller who is alone does not wait."""
        end = time.perf_counter() + GATHER_S
        while self._high.qsize() + 1 < self._last_batch // 2 and time.perf_counter() < end:
            time.sleep(GATHER_TICK_S)

    def _answer_all(self, tickets: list[Ticket]) -> None:
        try:
            self._serve(tickets)
        except Exception:
            # A mistake of ours. Without this thread the whole bank would wait, so whoever is not answered yet comes again.
            log.exception("the writer stumbled")
            settle((ticket, NotTaken(code=ErrorCode.INTERNAL)) for ticket in tickets)

    def _serve(self, tickets: list[Ticket]) -> None:
        if not tickets:
            self._land()
        for ticket in (ticket for ticket in tickets if ticket.job is not None):
            self._land()
            self._answer_job(ticket)
        ordered = [ticket for ticket in tickets if ticket.order is not None]
        run: list[Ticket] = []
        for ticket in ordered:
            if self._is_solo(ticket):
                self._serve_batch(run)
                self._land()
                self._serve_now([ticket])
                run = []
            else:
                run.append(ticket)
        self._serve_batch(run)

    def _is_solo(self, ticket: Ticket) -> bool:
        return ticket.order is not None and self._rules.registry.of(ticket.order.command).solo

    def _answer_job(self, ticket: Ticket) -> None:
        try:
            done = troubles.repeated(lambda: self._run_job(ticket), _log_retry)
        except Exception as error:
            done = error
        settle([(ticket, done)])

    def _run_job(self, ticket: Ticket) -> Any:
        assert ticket.job is not None
        with self._engine.begin() as conn:
            return ticket.job(conn)

    def _serve_batch(self, tickets: list[Ticket]) -> None:
        """It is committed before anything else, or while the next is decided where a crowd waits already."""
        if not tickets:
            return
        orders = orders_of(tickets)
        ahead = self._committer.decided_ahead(orders)
        if not self._land():
            ahead = None
        crowded = self._committer.flies and self._high.qsize() >= self.crowd
        if ahead is None and not crowded:
            self._serve_now(tickets)
            return
        try:
            self._committer.launch(tickets, ahead or self._committer.decided(orders), ahead=ahead is not None)
        except Exception as error:
            self._again(tickets, error)
        if not crowded:
            self._land()

    def _serve_now(self, tickets: list[Ticket]) -> None:
        try:
            troubles.repeated(lambda: self._committer.at_once(tickets), _log_retry)
        except Exception as error:
            self._fall_back(tickets, error)

    def _land(self) -> bool:
        """Wait for the batch under way, where there is one. False: it failed, and was served since or turned away."""
        failed = self._committer.land()
        if failed is not None:
            self._again(*failed)
        return failed is None

    def _again(self, tickets: list[Ticket], error: Exception) -> None:
        """What was sent ahead of the next batch, or decided on the one before, did not come through."""
        if isinstance(error, DBAPIError):
            self._committer.hang_up()
        if isinstance(error, Moved) or troubles.passing(error):
            _log_retry(error)
            self._serve_now(tickets)
        else:
            self._fall_back(tickets, error)

    def _committed(self, tickets: Sequence[Ticket], made: Plan) -> None:
        """Answers first, then the feed. It is booked: whatever goes wrong here, nobody is left without an answer."""
        try:
            self.resident.apply(made.unit.dirty)
        finally:
            settle(zip(tickets, made.done.answers, strict=True))
        push = made.push
        if push.rows:
            self._hub.poke(push)
            self.committed()
        self.batches += 1
        self.commands += len(tickets)
        self._last_batch = len(tickets)

    def _fall_back(self, tickets: list[Ticket], error: Exception) -> None:
        """The batch failed for good: one by one, so that one bad command cannot take the others with it."""
        code, slow = troubles.turned_away(error), troubles.too_slow(error)
        log.error("batch of %d failed: %s", len(tickets), error, exc_info=error if code is None else None)
        if len(tickets) > 1 and (code is None or slow):
            self._one_by_one(tickets, slow)
        elif slow and self._slow.to_blame(tickets[0].command_id, self.batches):
            self._quarantine(tickets[0], error)
        elif code is not None:
            # The database's trouble and nobody's fault: the callers come again with the same ids.
            settle((ticket, NotTaken(code=code)) for ticket in tickets)
        elif (failed := tickets[0].failed()) < FAILURES_MAX:
            log.warning("command failed alone, try %d", failed)
            self._serve_now(tickets)
        else:
            self._quarantine(tickets[0], error)

    def _one_by_one(self, tickets: list[Ticket], slow: bool) -> None:
        stuck = 0
        for ticket in tickets:
            if slow and stuck == SLOW_MAX:
                settle([(ticket, NotTaken(code=ErrorCode.BUSY))])
                continue
            before = self.batches
            self._serve_now([ticket])
            stuck = 0 if self.batches > before else stuck + 1

    def _quarantine(self, ticket: Ticket, error: Exception) -> None:
        assert ticket.order is not None
        order, why = ticket.order, f"{type(error).__name__}: {error}"
        try:
            with self._engine.begin() as conn:
                put_aside(conn, order, why, stamp(self._clock()))
        except SQLAlchemyError as failure:
            log.error("quarantine failed: %s", failure)
        settle([(ticket, NotTaken(code=ErrorCode.QUARANTINED))])


_NUDGE = Ticket(None, None)


def _log_retry(error: BaseException) -> None:
    log.warning("transaction tried again: %s", type(getattr(error, "orig", error)).__name__)
