"""Receipt counters of each lease, as this device gave them out."""

import threading

from teller_app.sync.outbox_rows import Note
from teller_app.sync.sqlcipher import Connection


class Receipts:
    """Lives in the outbox's file, under the outbox's lock."""

    def __init__(self, connection: Connection, lock: threading.RLock) -> None:
        self._db = connection
        self._lock = lock
        self._reserved: dict[tuple[str, int], int] = {}

    def next(self, session: str, lease: int) -> int:
        """Reserve the next counter of this lease. One that is never put is a gap, which the slip lists."""
        with self._lock:
            fresh = self.last(session, lease) + 1
            self._reserved[session, lease] = fresh
            return fresh

    def last(self, session: str, lease: int) -> int:
        """The last counter of this lease that was given out here, put or not; 0 before the first."""
        with self._lock:
            row = self._db.execute(
                "SELECT last FROM receipts WHERE session = ? AND lease = ?", (session, lease)
            ).fetchone()
            return max(int(row[0]) if row else 0, self._reserved.get((session, lease), 0))

    def put(self, note: Note) -> None:
        """Keep for good the counter of a row that is being written. Inside the outbox's transaction."""
        if note.receipt_counter:
            self._db.execute(
                """INSERT INTO receipts VALUES (?, ?, ?)
                   ON CONFLICT DO UPDATE SET last = max(last, excluded.last)""",
                (note.session, note.lease, note.receipt_counter),
            )
