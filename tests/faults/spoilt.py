"""Guards that a control run leaves off. A forged server calls one of these before it starts; none is reachable from the product."""

from typing import Any


def nothing_is_the_databases_fault() -> None:
    """Whatever fails is tried once and blamed on the command."""
    from server.core import troubles

    troubles.passing = lambda error: False
    troubles.turned_away = lambda error: None


def a_time_out_is_a_lost_connection() -> None:
    """A statement that takes for ever is tried again, with all that came beside it."""
    from server.core import troubles

    troubles.too_slow = lambda error: False
    troubles._AWAY |= {troubles._SLOW}


def nothing_is_tried_again() -> None:
    """A collision goes straight to the caller."""
    from server.core import troubles

    troubles.TRIES_MAX = 1


def impatient() -> None:
    """SQLite waits a third of a second for its lock, so that a test need not wait ten."""
    from server.db import engine

    engine.BUSY_TIMEOUT_MS = 300


def impatient_and_blaming() -> None:
    """Both of the above."""
    impatient()
    nothing_is_the_databases_fault()


def fingerprints_are_ignored() -> None:
    """The first answer for whoever comes with the id, whatever they ask for: what a well-known core bank does."""
    from server.core import batch

    def stored(unit: Any, rules: Any, order: Any, receipt: Any) -> Any:
        return batch.answers.restore(receipt.seq, receipt.outcome, receipt.result, None)

    batch._stored = stored


def every_request_is_remembered(size: int = 65_536) -> None:
    """A leak of so many bytes a request."""
    from server.api import edge

    kept: list[bytearray] = []
    count = edge.Passage._count

    def counted(self: Any) -> None:
        kept.append(bytearray(b"x" * size))
        count(self)

    edge.Passage._count = counted  # type: ignore[method-assign]


def a_kibibyte_is_remembered() -> None:
    """A small leak, for those who ask many thousand times."""
    every_request_is_remembered(1_024)


def each_has_a_transaction_of_its_own() -> None:
    """Commands that wait together are not decided together."""
    from server.core import writer

    writer.BATCH_MAX = 1


def the_workstations_clock_rules() -> None:
    """A posting falls on the day that its envelope says, and a proof of any time is fresh."""
    from server.core.context import Context
    from server.staff import dpop

    made = Context.__init__

    def by_their_clock(self: Any, *given: Any, **named: Any) -> None:
        made(self, *given, **named)
        self.business_date = self.header.made_at[:10]

    Context.__init__ = by_their_clock  # type: ignore[method-assign]
    dpop.WINDOW_S = 10**9


def a_day_may_end_twice() -> None:
    """The rule that a closed day is closed looks away, and the table of reports has room for two of a day."""
    import msgspec

    from server.branches import closing

    measure, kept = closing.measure, closing.ReportRow

    def as_if_open(doors: Any, command: Any, ctx: Any, row: Any) -> Any:
        return measure(doors, command, ctx, msgspec.structs.replace(row, open=True))

    def another_report(**values: Any) -> Any:
        return kept(**values | {"id": f"{values['id']}:{values['seq']}"})

    closing.measure = as_if_open
    closing.ReportRow = another_report  # type: ignore[assignment, misc]


def proofs_are_not_shared() -> None:
    """Each server process remembers proofs for itself."""
    from server.api import wiring
    from server.staff.replays import Replays

    wiring.make_replays = lambda url: Replays()


def others_are_not_read() -> None:
    """What another process wrote is never taken over after the start."""
    from server.core.unit import Resident

    reload = Resident.reload

    def once(self: Any, conn: Any) -> None:
        if not getattr(self, "was_read", False):
            reload(self, conn)
            self.was_read = True

    Resident.reload = once  # type: ignore[method-assign]


def nobody_is_told() -> None:
    """Every word between processes is lost."""
    from server.core.relay import Relay

    Relay.poke = lambda self: None  # type: ignore[method-assign]


def nobody_is_told_and_nobody_looks() -> None:
    """And the journal's head is not looked at either."""
    nobody_is_told()
    from server.api import watch

    watch.TICK_S = 3_600.0


def no_bound_on_requests() -> None:
    """Everybody is let in, and may wait for the writer as long as it takes."""
    from server.api.edge import Edge
    from server.core import pressure

    pressure.LEAST = pressure.MOST

    Edge._crowded = lambda self, scope: False  # type: ignore[method-assign]


def lists_are_taken_as_they_come() -> None:
    """A device's counters are not looked at."""
    from server.api import commands

    commands._sequence = lambda placed: 0


def acknowledged_before_it_is_written() -> None:
    """Whoever is in a batch under way is answered when it is sent, and what becomes of it is nobody's business."""
    from server.core import writer
    from server.core.flight import Committer

    writer.CROWD = 0
    launch = Committer.launch

    def told(self: Any, tickets: Any, made: Any, ahead: bool) -> None:
        launch(self, tickets, made, ahead)
        self._committed(tickets, made)

    def landed(self: Any) -> None:
        flight, self._flight = self._flight, None
        try:
            if flight is not None:
                flight.landed()
                self.seen_seq = flight.plan.after.seq
        except Exception:
            self._recent.forget()
            self.hang_up()

    Committer.launch, Committer.land = told, landed  # type: ignore[method-assign, assignment]


def the_clusters_word_on_commits_counts() -> None:
    """A session keeps the ``synchronous_commit`` that it is given."""
    from server.db import engine

    engine.make_durable = lambda connection, record: None


def no_receipt_is_found() -> None:
    """Whoever comes again is decided again."""
    from server.core import journal, plan

    journal.receipts = lambda texts: {}
    plan._receipts_of = lambda first, orders: {}


def a_silent_database_is_lost_soon() -> None:
    """Half a second after its longest statement."""
    from server.db import bulk

    bulk.SILENT_S = 0.5


def a_silent_database_is_waited_for() -> None:
    """As long as it may take."""
    from server.db import bulk

    bulk.SILENT_S = 3_600.0
