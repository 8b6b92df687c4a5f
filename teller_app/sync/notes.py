"""What the window remembers for one person and keeps encrypted: which customers and commands they pick, and how often.

Small values by name, whole at a time. Disposable: a file that cannot be read is begun anew.
"""

import logging
from pathlib import Path

from teller_app.sync.replica import drop_files
from teller_app.sync.sqlcipher import Connection, DatabaseError, WrongKey, open_encrypted, transaction

VALUE_BYTES_MAX = 256 * 1024
log = logging.getLogger(__name__)


def recall(path: Path, key: bytes, name: str) -> bytes | None:
    """A value, or None. Call it on a worker thread."""
    try:
        connection = _opened(path, key)
    except OSError:
        return None
    try:
        row = connection.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return bytes(row[0]) if row else None
    finally:
        connection.close()


def remember(path: Path, key: bytes, name: str, value: bytes) -> bool:
    """Keep a value; False where it is too large or the disk refuses. Call it on a worker thread."""
    if len(value) > VALUE_BYTES_MAX:
        return False
    try:
        connection = _opened(path, key)
    except OSError:
        return False
    try:
        with transaction(connection):
            connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))
        return True
    except DatabaseError:
        log.warning("a note was not kept", exc_info=True)
        return False
    finally:
        connection.close()


def _opened(path: Path, key: bytes) -> Connection:
    try:
        return _with_table(path, key)
    except (WrongKey, DatabaseError):
        log.warning("the notes cannot be read; begun again")
        drop_files(path)
        return _with_table(path, key)


def _with_table(path: Path, key: bytes) -> Connection:
    connection = open_encrypted(path, key)
    connection.execute("CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID")
    return connection
