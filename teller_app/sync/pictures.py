"""Customers' photos and signatures by their SHA-256: fetched when somebody looks at them, kept encrypted, shown offline too.

A cache and nothing more: the replica stays written by the feed alone, a resync keeps the pictures, and a file that cannot be
read is begun again, empty. Whoever asks knows the hash from an own fact, so one cache serves all people of a workstation.

What no customer's or mandate's fact names any more is dropped, as soon as the feed brings it and at each coming back: an erasing reaches
a workstation that was off, too. What was signed on a pad is fetched each time and never kept: facts of today name it, not whose it is.
"""

import asyncio
import hashlib
import logging
import re
from collections.abc import Callable, Set
from pathlib import Path

from contract import paths
from contract.customers import IMAGE_BYTES_MAX
from contract.ink import MARK
from teller_app.sync.replica import drop_files
from teller_app.sync.sqlcipher import Connection, DatabaseError, WrongKey, migrate, open_encrypted, transaction
from teller_app.sync.tokens import Session
from teller_app.sync.transport import Reply
from teller_app.sync.workers import Worker

log = logging.getLogger(__name__)
KEPT_BYTES_MAX = 64 * 1024 * 1024
AT_ONCE_MAX = 2
"""Requests for pictures at a time: postings keep the rest of the connections."""
NEWER_MAX = 4
"""An ask that this many others have overtaken is given up: its customer is no longer looked at."""
_SHA256 = re.compile(r"^[0-9a-f]{64}\Z")
# The use is noted beside the content: noting it in the same row would write the whole picture again.
STEPS = (
    (
        "CREATE TABLE contents (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL)",
        "CREATE TABLE uses (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID",
    ),
)


def fits(sha256: str, content: bytes) -> bool:
    """Whether this is the content that the name promises."""
    return hashlib.sha256(content).hexdigest() == sha256


class PictureStore:
    """The least recently used go when ``bytes_max`` is exceeded. Used by one worker thread."""

    def __init__(self, connection: Connection, bytes_max: int) -> None:
        self._db = connection
        self._bytes_max = bytes_max
        # A lost picture is fetched again: no commit waits for the disk.
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA secure_delete = ON")

    @classmethod
    def open(cls, path: Path, key: bytes, bytes_max: int = KEPT_BYTES_MAX) -> "PictureStore":
        """The pictures at ``path``. Damaged, under another key or of a newer program: begun again. Raises OSError."""
        try:
            connection = open_encrypted(path, key)
            if migrate(connection, STEPS) <= len(STEPS):
                return cls(connection, bytes_max)
            connection.close()
        except (WrongKey, DatabaseError):
            log.warning("the kept pictures cannot be read; begun again")
        drop_files(path)
        connection = open_encrypted(path, key)
        migrate(connection, STEPS)
        return cls(connection, bytes_max)

    def get(self, sha256: str) -> bytes | None:
        """The picture, and it was used just now. One that does not fit its name is dropped."""
        row = self._db.execute("SELECT content FROM contents WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            return None
        content = bytes(row[0])
        with transaction(self._db):
            if not fits(sha256, content):
                self._drop(sha256)
                return None
            self._use(sha256, len(content))
        return content

    def put(self, sha256: str, content: bytes) -> None:
        """Keep a picture; others make room."""
        with transaction(self._db):
            self._db.execute("INSERT OR REPLACE INTO contents VALUES (?, ?)", (sha256, content))
            self._use(sha256, len(content))
            self._make_room()

    def keep_only(self, named: Set[str]) -> None:
        """Drop whatever is not among these, also out of what SQLite keeps beside the file."""
        gone = [sha256 for (sha256,) in self._db.execute("SELECT sha256 FROM contents") if sha256 not in named]
        if not gone:
            return
        with transaction(self._db):
            for sha256 in gone:
                self._drop(sha256)
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _use(self, sha256: str, size: int) -> None:
        sql = "INSERT OR REPLACE INTO uses SELECT ?, ?, coalesce(max(used), 0) + 1 FROM uses"
        self._db.execute(sql, (sha256, size))

    def _make_room(self) -> None:
        rows = self._db.execute("SELECT sha256, size FROM uses ORDER BY used").fetchall()
        over = sum(size for _, size in rows) - self._bytes_max
        for sha256, size in rows:
            if over <= 0:
                return
            self._drop(sha256)
            over -= size

    def _drop(self, sha256: str) -> None:
        for table in ("contents", "uses"):
            self._db.execute(f"DELETE FROM {table} WHERE sha256 = ?", (sha256,))  # noqa: S608 - the two names above


class Pictures:
    """Belongs to the engine's loop. ``session`` is None while the server is away; ``opened`` opens the store on its first use.

    Nothing here fails aloud: a picture that cannot be had is None, and is asked for again when somebody looks again.
    """

    def __init__(
        self, opened: Callable[[], PictureStore], worker: Worker, session: Callable[[], Session | None]
    ) -> None:
        self._opened = opened
        self._worker = worker
        self._session = session
        self._store: PictureStore | None = None
        self._turns = asyncio.Semaphore(AT_ONCE_MAX)
        self._asks = 0

    async def get(self, sha256: str) -> bytes | None:
        """A picture, kept or fetched. Its content fits its name."""
        if not _SHA256.match(sha256):
            return None
        kept = await self._worker.run(self._kept, sha256)
        if kept is not None:
            return kept
        self._asks += 1
        mine = self._asks
        async with self._turns:
            if self._asks - mine > NEWER_MAX:
                return None
            # Somebody else may have waited for the same picture, and have it by now.
            return await self._worker.run(self._kept, sha256) or await self._fetch(sha256)

    async def keep_only(self, named: Set[str]) -> None:
        """Drop what is named no more."""
        await self._worker.run(self._keep_only, named)

    async def close(self) -> None:
        """Close the store."""
        await self._worker.run(self._close)

    async def _fetch(self, sha256: str) -> bytes | None:
        session = self._session()
        if session is None:
            return None
        reply = await session.call("GET", paths.FILES.format(sha256=sha256), bytes_max=IMAGE_BYTES_MAX)
        if not isinstance(reply, Reply) or reply.status != 200:
            return None
        if not fits(sha256, reply.body):
            log.warning("the server's answer is not the picture %s", sha256[:12])
            return None
        await self._worker.run(self._keep, sha256, reply.body)
        return reply.body

    # -- on the worker -------------------------------------------------------------------------------------------

    def _opened_store(self) -> PictureStore:
        if self._store is None:
            self._store = self._opened()
        return self._store

    def _kept(self, sha256: str) -> bytes | None:
        try:
            return self._opened_store().get(sha256)
        except (DatabaseError, WrongKey, OSError):
            log.warning("the kept pictures cannot be read", exc_info=True)
            return None

    def _keep(self, sha256: str, content: bytes) -> None:
        if content.startswith(MARK):
            return
        try:
            self._opened_store().put(sha256, content)
        except (DatabaseError, WrongKey, OSError):
            # A full disk costs the picture of tomorrow, not the one of now.
            log.warning("a picture was not kept", exc_info=True)

    def _keep_only(self, named: Set[str]) -> None:
        try:
            self._opened_store().keep_only(named)
        except (DatabaseError, WrongKey, OSError):
            # Tried again at the next coming back.
            log.warning("pictures that are named no more could not be dropped", exc_info=True)

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
