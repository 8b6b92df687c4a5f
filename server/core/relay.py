"""A word between server processes: "the journal has moved". Told after the commit, coalesced, and never relied on.

Every process looks at the journal's head twice a second anyway (``api/watch.py``) and catches up by its cursor; a word that arrives only
makes it look at once. A lost connection, a lost word or a silent relay costs half a second and nothing else.

PostgreSQL's NOTIFY takes a lock of the whole database at commit: it goes out on a connection of its own, after the commit, at most once
in ``PACE_S`` however many batches there were, and without waiting for the disk: a word that a crash swallows was about nothing new.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

import psycopg
from sqlalchemy import make_url

from server.db.engine import CONNECT_TIMEOUT_S, words_for_libpq

CHANNEL = "coastal_journal"
PACE_S = 0.02
"""A process spreads what it hears at most every 30 ms (``core/hub.py``), so a faster word would tell nobody anything sooner."""
LISTEN_S = 0.5
"""How long a listener waits before it looks whether it shall end."""
AGAIN_S = 1.0
"""Pause after a connection broke."""

log = logging.getLogger("coastal.relay")


class RelayMissing(Exception):
    """``redis`` is set and its package is not installed."""


class Line(Protocol):
    """How the word travels. Each is one connection; both raise whatever their driver raises when it breaks."""

    def telling(self) -> AbstractContextManager[Callable[[str], None]]:
        """A function that publishes a text."""

    def hearing(self) -> AbstractContextManager[Callable[[], list[str]]]:
        """A function that waits up to LISTEN_S and returns what was heard."""


class PostgresLine:
    """LISTEN and NOTIFY on two connections outside the pool."""

    def __init__(self, url: str) -> None:
        self._words = words_for_libpq(url)

    def _connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(autocommit=True, **self._words)

    @contextmanager
    def telling(self) -> Iterator[Callable[[str], None]]:
        """See Line."""
        with self._connect() as conn:
            # A word is a transaction like any other: at each of fifty a second the tellers' commits would wait for one more sync.
            conn.execute("SET synchronous_commit = off")

            def tell(text: str) -> None:
                conn.execute("SELECT pg_notify(%s, %s)", (CHANNEL, text))

            yield tell

    @contextmanager
    def hearing(self) -> Iterator[Callable[[], list[str]]]:
        """See Line."""
        with self._connect() as conn:
            conn.execute(f"LISTEN {CHANNEL}".encode())
            yield lambda: [notify.payload for notify in conn.notifies(timeout=LISTEN_S, stop_after=1)]


class RedisLine:
    """PUBLISH and SUBSCRIBE. The database stays the truth: Redis carries the word and nothing else."""

    def __init__(self, url: str) -> None:
        try:
            import redis
        except ImportError as error:
            raise RelayMissing("the setting redis needs the package redis") from error
        self._make: Any = redis.Redis.from_url
        self._url = url

    def _connect(self) -> Any:
        bounds = {"socket_connect_timeout": CONNECT_TIMEOUT_S, "socket_timeout": CONNECT_TIMEOUT_S}
        return self._make(self._url, decode_responses=True, **bounds)

    @contextmanager
    def telling(self) -> Iterator[Callable[[str], None]]:
        """See Line."""
        with self._connect() as conn:

            def tell(text: str) -> None:
                conn.publish(CHANNEL, text)

            yield tell

    @contextmanager
    def hearing(self) -> Iterator[Callable[[], list[str]]]:
        """See Line."""
        with self._connect() as conn, conn.pubsub(ignore_subscribe_messages=True) as channel:
            channel.subscribe(CHANNEL)

            def hear() -> list[str]:
                message = channel.get_message(timeout=LISTEN_S)
                return [str(message["data"])] if message else []

            yield hear


class Relay:
    """Two daemon threads around a line. ``poke`` is called by the writer thread and returns at once."""

    def __init__(self, line: Line | None) -> None:
        self._line = line
        self._name = f"{os.getpid()}-{os.urandom(4).hex()}"
        self._moved = threading.Event()
        self._stopping = threading.Event()
        self._heard: Callable[[], None] = lambda: None
        self.told = 0
        self.heard = 0

    def start(self, heard: Callable[[], None]) -> None:
        """``heard`` is called on the relay's thread when another process has moved the journal, or may have."""
        self._heard = heard
        if self._line is None:
            return
        for work in (self._tell, self._hear):
            threading.Thread(target=self._live, args=(work,), name="coastal-relay", daemon=True).start()

    def poke(self) -> None:
        """The journal has moved by this process's hand."""
        self._moved.set()

    def stop(self) -> None:
        """Let both threads end; nobody waits for the one that listens."""
        self._stopping.set()
        self._moved.set()

    def _live(self, work: Callable[[Line], None]) -> None:
        assert self._line is not None
        while not self._stopping.is_set():
            try:
                work(self._line)
            except Exception as error:
                # Whatever broke: the journal is looked at twice a second all the same.
                log.warning("relay", extra={"error": type(error).__name__})
                self._stopping.wait(AGAIN_S)

    def _tell(self, line: Line) -> None:
        with line.telling() as tell:
            while not self._stopping.is_set():
                self._moved.wait()
                if self._stopping.is_set():
                    return
                self._moved.clear()
                tell(self._name)
                self.told += 1
                self._stopping.wait(PACE_S)

    def _hear(self, line: Line) -> None:
        with line.hearing() as hear:
            # What was said before this connection listened is looked for once.
            self._heard()
            while not self._stopping.is_set():
                if any(name != self._name for name in hear()):
                    self.heard += 1
                    self._heard()


def make_relay(url: str, redis: str) -> Relay:
    """By Redis where one is set, by PostgreSQL's own channel, not at all on SQLite. Raises RelayMissing."""
    if redis:
        return Relay(RedisLine(redis))
    return Relay(PostgresLine(url) if make_url(url).get_backend_name() == "postgresql" else None)
