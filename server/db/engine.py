"""Opening a database by its URL. SQLite runs WAL with synchronous=FULL: an answer means the disk has it."""

import math
import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import QueuePool

from server.db import patient
from server.db.durable import make_durable

READERS_MAX = 8
OVERFLOW_MAX = 3
POOL_WAIT_S = 5.0
"""How long a thread waits for one of the connections before it is told that the database is busy."""
BUSY_TIMEOUT_MS = 10_000
CHECKPOINT_PAGES = 4_000
"""So many pages of 4 KiB the log grows before they are copied into the file: what many batches have changed is copied once."""
LOCK_TIMEOUT_MS = 5_000
STATEMENT_TIMEOUT_MS = 30_000
IDLE_TIMEOUT_MS = 60_000
"""A transaction of a process that hangs is ended by PostgreSQL, else its lock on the journal's head would stop the bank."""
CONNECT_TIMEOUT_S = 5
DEAD_LINE: dict[str, Any] = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 4,
    "tcp_user_timeout": 30_000,
}
"""libpq's words for a line to PostgreSQL that went dead without a word: noticed in half a minute, where a system's own time is hours."""


def owners_alone(path: Path) -> None:
    """Begin a file of a bank's, empty, which nobody but its owner can read: SQLite keeps the mode, for its log as well.

    Raises FileExistsError for one that is there.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def open_engine(url: str | URL) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql://…``. Raises ArgumentError on any other URL."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        engine = create_engine(
            parsed,
            pool_size=READERS_MAX,
            max_overflow=OVERFLOW_MAX,
            pool_timeout=POOL_WAIT_S,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={
                "connect_timeout": CONNECT_TIMEOUT_S,
                "options": _postgres_options(parsed),
                **{name: value for name, value in DEAD_LINE.items() if name not in parsed.query},
            },
        )
        event.listen(engine, "do_connect", patient.connect)
        event.listen(engine, "connect", make_durable)
        event.listen(engine, "connect", patient.make_patient)
        return engine
    if parsed.get_backend_name() != "sqlite":
        raise ValueError(f"unknown database kind: {parsed.get_backend_name()}")
    engine = create_engine(
        parsed,
        poolclass=QueuePool,
        pool_size=READERS_MAX,
        max_overflow=OVERFLOW_MAX,
        pool_timeout=POOL_WAIT_S,
        # An error goes to the log with its words: what was looked for or written (names, hashes) is not among them.
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def words_for_libpq(url: str) -> dict[str, Any]:
    """What ``psycopg.connect`` takes for a connection of its own, beside the pool. Rendered, a space in the URL's options would come out as a plus."""
    parsed = make_url(url).set(drivername="postgresql+psycopg")
    _, words = parsed.get_dialect()().create_connect_args(parsed)
    return {"connect_timeout": CONNECT_TIMEOUT_S, **DEAD_LINE, **words}


def is_sqlite(engine: Engine | Connection) -> bool:
    """Whether the embedded database is behind it."""
    return engine.dialect.name == "sqlite"


def one_snapshot(conn: Connection) -> Connection:
    """A connection that was asked nothing yet, to see what is committed at its first question and nothing later.

    Who adds up over several questions needs it: PostgreSQL else answers each as of its own moment. A SQLite transaction is a snapshot already.
    """
    return conn if is_sqlite(conn) else conn.execution_options(isolation_level="REPEATABLE READ")


def without_bounds(conn: Connection) -> None:
    """For whoever reads everything (``verify``, ``backup``): no statement of this connection is cut off for its length."""
    if not is_sqlite(conn):
        conn.exec_driver_sql("SET statement_timeout = 0")
        conn.exec_driver_sql("SET idle_in_transaction_session_timeout = 0")
        held = conn.connection.driver_connection
        assert isinstance(held, patient.PatientConnection)
        held.patience_s = math.inf


def _postgres_options(url: URL) -> str:
    bounds = {
        "lock_timeout": LOCK_TIMEOUT_MS,
        "statement_timeout": STATEMENT_TIMEOUT_MS,
        "idle_in_transaction_session_timeout": IDLE_TIMEOUT_MS,
    }
    # What the operator wrote into the URL comes last and wins.
    given = url.query.get("options", "")
    words = [f"-c {name}={value}" for name, value in bounds.items()]
    # Whatever the database's own encoding is: the write path's trips send and read bytes of UTF-8 (``db/trip.py``).
    return " ".join([*words, "-c client_encoding=UTF8", given if isinstance(given, str) else " ".join(given)]).strip()


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own transaction handling would begin late and lazily; ours begins where SQLAlchemy says so.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_TIMEOUT_MS}", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute("PRAGMA cache_size=-65536")
    cursor.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get("coastal_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
