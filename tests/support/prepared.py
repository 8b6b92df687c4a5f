"""A fresh database as ``python -m server migrate`` leaves it.

The revisions take a tenth of a second and a test run wants some thousand banks, so they run once in a process and once in a cluster: the file
is copied, the database of PostgreSQL is made from another. Whoever tests the revisions runs them.
"""

import contextlib
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import psycopg
from psycopg.errors import DuplicateDatabase, InvalidCatalogName
from sqlalchemy import URL, Connection, Engine, make_url

from server import build
from server.db.engine import open_engine
from server.db.metadata import metadata
from server.migrations.upgrade import upgrade
from server.settings import Settings
from server.staff.keys import make_keys

TEMPLATE = "coastal_prepared"


def prepare(settings: Settings) -> None:
    """Tables, keys, seeded rows. The database is empty before, or not there yet."""
    make_keys(settings.key_folder)
    found = make_url(settings.url)
    if found.get_backend_name() == "postgresql":
        _from_template(found)
    else:
        _put(found, _file(_migrate))


def with_tables(url: str) -> Engine:
    """An engine on a fresh database with all tables of today and nothing in them, for tests below the revisions."""
    found = make_url(url)
    if found.get_backend_name() == "postgresql":
        engine = open_engine(url)
        metadata.create_all(engine)
        return engine
    _put(found, _file(metadata.create_all))
    return open_engine(url)


def _migrate(conn: Connection) -> None:
    upgrade(conn)
    build.seed(conn)


def _put(target: URL, content: bytes) -> None:
    with Path(target.database or "").open("xb") as file:
        file.write(content)


@cache
def _file(fill: Callable[[Connection], None]) -> bytes:
    """A database file; its last connection put all of it there when it went."""
    with tempfile.TemporaryDirectory() as folder:
        _fill(f"sqlite:///{folder}/template.db", fill)
        return (Path(folder) / "template.db").read_bytes()


def _fill(url: str, fill: Callable[[Connection], None]) -> None:
    engine = open_engine(url)
    with engine.execution_options(coastal_write=True).begin() as conn:
        fill(conn)
    engine.dispose()


def _from_template(target: URL) -> None:
    """The cluster's template instead of the empty database. The first who asks makes it."""

    def text(database: str) -> str:
        return target.set(drivername="postgresql", database=database).render_as_string(hide_password=False)

    with psycopg.connect(text("postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{target.database}"'.encode())
        made = f'CREATE DATABASE "{target.database}" TEMPLATE "{TEMPLATE}"'.encode()
        with contextlib.suppress(InvalidCatalogName):
            connection.execute(made)
            return
        with contextlib.suppress(DuplicateDatabase):
            connection.execute(f'CREATE DATABASE "{TEMPLATE}"'.encode())
        _fill(text(TEMPLATE), _migrate)
        connection.execute(made)
