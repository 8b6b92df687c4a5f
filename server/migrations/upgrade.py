"""Bringing a database to the newest schema, in one transaction: after a power cut it is the old one or the new one."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from server.db.engine import is_sqlite

_LOCK = 8_642_001
"""Any number that nobody else locks: two servers that start at once migrate one after the other."""


class SchemaTooNew(Exception):
    """A newer program wrote this database; this one would not understand it. The message is the revision."""


def upgrade(conn: Connection) -> None:
    """Run every revision that is missing, inside the caller's transaction. Raises SchemaTooNew."""
    config = _config()
    _known(conn, ScriptDirectory.from_config(config))
    if not is_sqlite(conn):
        conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    config.attributes["connection"] = conn
    command.upgrade(config, "head")


def is_current(engine: Engine) -> bool:
    """Whether the database has the newest schema. Raises SchemaTooNew."""
    # Read once: it runs every revision's file, and a bank that comes back after a power cut waits for it.
    scripts = ScriptDirectory.from_config(_config())
    with engine.connect() as conn:
        heads = _known(conn, scripts)
    return heads == set(scripts.get_heads())


def _known(conn: Connection, scripts: ScriptDirectory) -> set[str]:
    """The database's revisions, all of which this program has. Raises SchemaTooNew."""
    heads = set(MigrationContext.configure(conn).get_current_heads())
    ours = {script.revision for script in scripts.walk_revisions()}
    if heads - ours:
        raise SchemaTooNew(min(heads - ours))
    return heads


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
