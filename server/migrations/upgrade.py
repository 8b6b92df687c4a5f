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
    _known(conn)
    if not is_sqlite(conn):
        conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    config = _config()
    config.attributes["connection"] = conn
    command.upgrade(config, "head")


def is_current(engine: Engine) -> bool:
    """Whether the database has the newest schema. Raises SchemaTooNew."""
    with engine.connect() as conn:
        heads = _known(conn)
    return heads == set(ScriptDirectory.from_config(_config()).get_heads())


def _known(conn: Connection) -> set[str]:
    """The database's revisions, all of which this program has. Raises SchemaTooNew."""
    heads = set(MigrationContext.configure(conn).get_current_heads())
    ours = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if heads - ours:
        raise SchemaTooNew(min(heads - ours))
    return heads


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
