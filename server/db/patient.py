"""Connections to PostgreSQL that wait for a silent database for so long and no longer.

The database ends by itself a statement that takes too long. One of its processes that stands still, or whose machine was frozen, ends
nothing and keeps the line: whoever reads would wait for it for ever, and with it one of the few connections that read.
"""

import math
import time
from collections.abc import Generator
from typing import Any

import psycopg
from psycopg.abc import PQGen
from psycopg.pq.abc import PGconn
from psycopg.waiting import Ready, Wait

SILENT_S = 10.0
"""So much longer than its longest statement a database that says nothing is listened to."""
_LOOK_S = 0.1
"""How often a connection that waits looks at the clock."""
_BOUND = "SELECT setting FROM pg_settings WHERE name = 'statement_timeout'"


class PatientConnection(psycopg.Connection[Any]):
    """What was silent for ``patience_s`` is closed, and whoever waits is told (psycopg.OperationalError)."""

    patience_s: float = math.inf

    def wait[T](self, gen: PQGen[T], interval: float = _LOOK_S, timeout: float | None = None) -> T:
        """See psycopg: goes on with a question until it is answered."""
        if math.isfinite(self.patience_s):
            gen = _heard_of(gen, self.pgconn, self.patience_s)
        return super().wait(gen, interval, timeout)


def _heard_of[T](gen: PQGen[T], libpq: PGconn, patience_s: float) -> Generator[Wait, Ready | int, T]:
    """The same question, with an eye on the clock: psycopg comes back now and then also where nothing was heard."""
    heard = time.monotonic()
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if ready:
                heard = time.monotonic()
            elif time.monotonic() - heard > patience_s:
                libpq.finish()
                raise psycopg.OperationalError(f"the database was silent for {patience_s:.0f} s")
            wanted = gen.send(ready)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]


def connect(_dialect: Any, _record: Any, args: Any, words: Any) -> PatientConnection:
    """SQLAlchemy's way to a connection of one's own."""
    return PatientConnection.connect(*args, **words)


def make_patient(connection: PatientConnection, _record: Any) -> None:
    """A new connection: the bound of its statements is the operator's, and none at all where they said so."""
    row = connection.execute(_BOUND).fetchone()
    connection.commit()
    bound_ms = int(row[0]) if row else 0
    connection.patience_s = bound_ms / 1_000 + SILENT_S if bound_ms else math.inf
