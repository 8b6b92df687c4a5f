"""An answer means that the disk has it: on PostgreSQL two settings can make that untrue, and neither says a word of it by itself.

``synchronous_commit = off`` answers a commit before it is written; a session may have its own, so ours is on. ``fsync = off`` is the whole
cluster's: there nothing that a bank books is safe from a power cut, and it is not opened.
"""

import logging
from typing import Any

from sqlalchemy import Connection

log = logging.getLogger("coastal.database")
_ASKED = """
SELECT current_setting('fsync'), current_setting('synchronous_commit'),
CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', false) END
"""


class NotDurable(Exception):
    """What is acknowledged may be lost. The message is the setting."""


def make_durable(connection: Any, _record: Any) -> None:
    """A new connection to PostgreSQL whose commits wait for the log. What the cluster loses all the same is said each time."""
    fsync, commits, _ = connection.execute(_ASKED).fetchone()
    connection.commit()
    if fsync == "off":
        log.error("fsync is off: what is acknowledged may be lost with the power")
    if commits == "off":
        log.warning("synchronous_commit was off: it is on for the bank's own sessions")


def demand_durable(conn: Connection) -> None:
    """Raises NotDurable where the cluster does not wait for its disk."""
    if conn.dialect.name == "postgresql" and conn.exec_driver_sql("SHOW fsync").scalar_one() == "off":
        raise NotDurable("fsync is off")
