"""Who serves an embedded bank. On SQLite one process does; the command line may write beside it, and then gives way.

SQLite has no queue: who waits for its lock sleeps and tries again, so a busy second writer would keep the tellers waiting. Whoever is to
be polite has to know of the other. The mark is a lock that ends with its process, also by kill -9, on every system that SQLite runs on.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import make_url

TRY_S = 2.0
"""How long a server that starts waits for the lock: somebody may be asking at this moment, or the last server be ending."""


class AlreadyServed(Exception):
    """Another process serves this file. ``path`` is its mark."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@contextmanager
def serving(url: str) -> Iterator[None]:
    """Hold the mark of an embedded bank while serving it. Raises AlreadyServed. PostgreSQL may have many servers."""
    path = mark(url)
    if path is None:
        yield
        return
    with closing(sqlite3.connect(path, timeout=TRY_S, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise AlreadyServed(path) from error
        yield


def is_served(url: str) -> bool:
    """Whether a process serves this embedded bank now. Never of PostgreSQL, whose locks are fair to everyone."""
    path = mark(url)
    if path is None or not path.exists():
        return False
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as probe:
        try:
            probe.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
    return False


def mark(url: str) -> Path | None:
    """``bank.db-serving`` beside ``bank.db``; None where there is no file."""
    parsed = make_url(url)
    embedded = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:")
    return Path(f"{parsed.database}-serving") if embedded else None
