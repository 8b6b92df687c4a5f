"""What can happen to a PostgreSQL under a server that lives on: its processes stopped, killed and frozen, each where it hurts most."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg

from tests.support.postgres import Postgres
from tests.support.waiting import LONG_S, TICK_S

HOLDS_HEAD = "relation = 'journal_head'::regclass AND mode IN ('RowShareLock', 'RowExclusiveLock')"
WRITES = "relation = 'journal'::regclass AND mode = 'RowExclusiveLock'"
"""From its first row until its commit is through."""
NOBODY = {"synchronous_standby_names": "nobody"}
"""Commits are written, and answered only when a standby that does not exist has them: as long as a test likes."""
LAZY = {"synchronous_commit": "off", "wal_writer_delay": "10s"}
"""Commits are answered, and written ten seconds later."""


class Strikes:
    """On one cluster, and on the bank of ``url`` there."""

    def __init__(self, cluster: Postgres, url: str) -> None:
        self.cluster, self.url = cluster, url

    def stopped(self, away_s: float = 0.0) -> None:
        """``pg_ctl stop -m immediate``, and started again."""
        self.cluster.stop(crash=True)
        time.sleep(away_s)
        self.cluster.start()

    def killed(self, alone: bool = False, away_s: float = 0.0) -> None:
        """kill -9 of all of it, or of the first process ``alone``."""
        self.cluster.kill(alone=alone)
        time.sleep(away_s)
        self.cluster.start()

    def backend_killed(self) -> None:
        """kill -9 of the backend that holds the journal's head: PostgreSQL ends all others and recovers."""
        with suppress(ProcessLookupError):
            os.kill(self.found(HOLDS_HEAD), signal.SIGKILL)
        self.cluster.wait()

    def ended(self) -> None:
        """``pg_terminate_backend`` while it writes a batch."""
        with psycopg.connect(self.url, autocommit=True) as conn:
            _first(conn, f"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE {WRITES}")

    def in_doubt(self, crash: bool = False) -> None:
        """A batch is committed and its answer never comes: the backend is ended in between, or with ``crash`` all of it."""
        with self.cluster.told(**NOBODY):
            self.unanswered(crash)

    def unanswered(self, crash: bool) -> None:
        """The same to whom ``NOBODY`` was told before."""
        pid = self.committing()
        if crash:
            self.stopped()
        else:
            with psycopg.connect(self.url, autocommit=True) as conn:
                conn.execute("SELECT pg_terminate_backend(%s)", (pid,))

    def frozen(self, for_s: float, last: signal.Signals = signal.SIGCONT) -> None:
        """The backend that holds the journal's head stands still for so long; then it goes on, or is killed."""
        with self.stopped_still() as pid:
            time.sleep(for_s)
            os.kill(pid, last)
        self.cluster.wait()

    @contextmanager
    def stopped_still(self) -> Iterator[int]:
        """The same for as long as it lasts."""
        with still(self.found(HOLDS_HEAD)) as pid:
            yield pid

    def committing(self) -> int:
        """Who waits for a standby that does not exist, as soon as there is one."""
        with psycopg.connect(self.url, autocommit=True) as conn:
            return _first(conn, "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'")

    def found(self, holding: str) -> int:
        """The backend with this lock, as soon as there is one."""
        with psycopg.connect(self.url, autocommit=True) as conn:
            return _first(conn, f"SELECT pid FROM pg_locks WHERE {holding}")


@contextmanager
def still(pid: int) -> Iterator[int]:
    """This process does nothing for as long as it lasts."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield pid
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


def _first(conn: psycopg.Connection, question: str) -> int:
    deadline = time.monotonic() + LONG_S
    while (row := conn.execute(question.encode()).fetchone()) is None:
        assert time.monotonic() < deadline, question
        time.sleep(TICK_S / 20)
    return int(row[0])
