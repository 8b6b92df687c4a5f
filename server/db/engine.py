"""Opening a database by its URL. SQLite runs WAL with synchronous=FULL: an answer means the disk has it."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import QueuePool

READERS_MAX = 8
BUSY_TIMEOUT_MS = 10_000


def open_engine(url: str) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql://…``. Raises ArgumentError on any other URL."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        return create_engine(parsed, pool_size=READERS_MAX, max_overflow=2, pool_pre_ping=True)
    if parsed.get_backend_name() != "sqlite":
        raise ValueError(f"unknown database kind: {parsed.get_backend_name()}")
    engine = create_engine(
        parsed, poolclass=QueuePool, pool_size=READERS_MAX, max_overflow=2, connect_args={"check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def is_sqlite(engine: Engine | Connection) -> bool:
    """Whether the embedded database is behind it."""
    return engine.dialect.name == "sqlite"


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own transaction handling would begin late and lazily; ours begins where SQLAlchemy says so.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_TIMEOUT_MS}", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute("PRAGMA cache_size=-65536")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get("coastal_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
