"""What this workstation's people asked for, until the server's safe copy has it. Precious: written and synced before anything is sent.

One outbox a device. Each row is chained to the one before by a MAC, so a row that was altered, swapped or removed is found and is
never sent. Settled rows stay until ``prune`` hears that the server's ``safe_seq`` has passed them.
"""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from contract.base import UNREADABLE
from contract.envelope import CHAIN_START, ENVELOPES_MAX, Envelope
from contract.errors import ErrorCode
from contract.feed import AnyOutcome, Awaiting, Executed, NotTaken, Refused
from teller_app.sync.chain import START, Chain, same
from teller_app.sync.crash import crash_point
from teller_app.sync.held_back import NONE, HeldBack
from teller_app.sync.keys import derived_key
from teller_app.sync.mirror import Mirror
from teller_app.sync.outbox_rows import (
    COLUMNS,
    MIGRATIONS,
    TAMPERED,
    Note,
    OutboxFull,
    OutboxRow,
    OutboxTampered,
    OutboxUnreadable,
    RowState,
    is_newer,
    row_of,
)
from teller_app.sync.receipts import Receipts
from teller_app.sync.sqlcipher import Connection, DatabaseError, WrongKey, migrate, open_encrypted, transaction

replace = msgspec.structs.replace
_WAITS = ("queued", "sending", "back")


class _Ends(msgspec.Struct, frozen=True):
    base_n: int
    base_mac: bytes
    head_n: int
    head_mac: bytes
    epoch: str


class Outbox:
    """Thread-safe by one lock; meant for worker threads, because a commit waits for the disk."""

    def __init__(self, connection: Connection, key: bytes, start: int) -> None:
        self._db = connection
        self._chain = Chain(key)
        self._lock = threading.RLock()
        self._aside: set[int] = set()
        self.receipts = Receipts(connection, self._lock)
        self.back = HeldBack(self._lock, self._read, self._write, self._aside)
        if self._db.execute("SELECT 1 FROM ends").fetchone() is None:
            with transaction(self._db):
                self._write_ends(_Ends(start, START, start, START, ""))

    @classmethod
    def open(cls, path: Path, store_key: bytes, now: Callable[[], float] = time.time) -> "Outbox":
        """The outbox at ``path``. Raises OutboxUnreadable. Call ``verify`` next.

        A new file starts counting at the clock's milliseconds: counters then stay larger than those of a lost file.
        """
        try:
            connection = open_encrypted(path, derived_key(store_key, "outbox"))
        except WrongKey:
            raise OutboxUnreadable("key") from None
        if migrate(connection, MIGRATIONS) > len(MIGRATIONS):
            connection.close()
            raise OutboxUnreadable("newer")
        return cls(connection, derived_key(store_key, "outbox chain"), int(now() * 1000))

    def mirror_to(self, mirror: Mirror) -> None:
        """From now on each commit is in the mirror, too. Call after ``verify``: a sound mirror is not spoiled."""
        self._db = mirror.beside(self._db)

    @property
    def connection(self) -> Connection:
        """For the unlock verifier, which lives in the same file. Hold ``lock`` while using it."""
        return self._db

    @property
    def lock(self) -> threading.RLock:
        """Held around every use of the connection."""
        return self._lock

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    # -- writing -------------------------------------------------------------------------------------------------

    def next_counter(self) -> int:
        """The counter that the next envelope must carry."""
        with self._lock:
            return self._ends().head_n + 1

    def last_link(self) -> str:
        """The ``chain`` of the next envelope: the link of the last row, which ``prune`` therefore keeps."""
        with self._lock:
            rows = self._read("n = ?", (self._ends().head_n,))
            return rows[0].link() if rows else CHAIN_START

    def put(self, envelope: Envelope, note: Note, sending: bool = False) -> OutboxRow | OutboxFull:
        """Write and sync. ``sending`` says that it goes out at once, which spares the later mark. ValueError: wrong counter."""
        crash_point("outbox.before_put")
        with self._lock:
            ends = self._ends()
            if envelope.counter != ends.head_n + 1:
                raise ValueError(f"counter {envelope.counter} is not {ends.head_n + 1}")
            state = RowState.SENDING if sending else RowState.QUEUED
            if self.back.count():
                state = RowState.BACK
            raw = msgspec.json.encode(envelope)
            row = OutboxRow(
                envelope.counter, envelope.id, raw, envelope.made_by, envelope.made_at, note, state, "", b"", 0
            )
            try:
                self._insert(row, ends)
            except DatabaseError as error:
                return OutboxFull("outbox_full" if "full" in str(error) else "outbox_failed")
        crash_point("outbox.after_put")
        return row

    def _insert(self, row: OutboxRow, ends: _Ends) -> None:
        note = msgspec.msgpack.encode(row.note)
        mac = self._link(ends.head_mac, row, note)
        with transaction(self._db):
            self._db.execute(
                "INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (row.n, row.command_id, row.raw, row.made_by, row.made_at, note, row.state, row.code, row.outcome, 0, mac, self._seal(row, mac)),
            )  # fmt: skip
            self.receipts.put(row.note)
            self._write_ends(_Ends(ends.base_n, ends.base_mac, row.n, mac, ends.epoch))

    def mark_sending(self, rows: Sequence[OutboxRow]) -> list[OutboxRow]:
        """Remember that these may have reached the server. Those that may go: not what was held back since they were read."""
        with self._lock:
            until = self.back.first()
            going = [row for row in rows if row.n < until]
            self._write([replace(row, state=RowState.SENDING) for row in going if row.state is RowState.QUEUED])
            return going

    def _write(self, rows: Sequence[OutboxRow]) -> None:
        if rows:
            with transaction(self._db):
                for row in filter(lambda row: self._sound(row.n), rows):
                    self._change(row)

    def settle(self, command_id: str, answer: AnyOutcome) -> bool:
        """Keep the server's outcome. True if it is news: another state or a later answer than the one known.

        A refusal stays in sight until somebody has read it.
        """
        with self._lock:
            row = self.row(command_id)
            encoded = msgspec.json.encode(answer)
            if row is None or row.n in self._aside or (row.final and not is_newer(row, answer, encoded)):
                return False
            state = RowState.REFUSED if isinstance(answer, Refused) else RowState.SETTLED
            with transaction(self._db):
                self._change(replace(row, state=state, code="", outcome=encoded, settled_seq=answer.seq))
            return True

    def hold(self, command_id: str, answer: NotTaken) -> bool:
        """The server will not take it as it is: kept for a person to look at, never dropped."""
        code, outcome = answer.code.value, msgspec.json.encode(answer)
        return self._move(command_id, lambda row: row.unsettled, state=RowState.HELD, code=code, outcome=outcome)

    def release(self, command_id: str) -> bool:
        """Send a held row again."""
        return self._move(
            command_id, lambda row: row.state is RowState.HELD, state=RowState.QUEUED, code="", outcome=b""
        )

    def release_own(self, user: str) -> int:
        """Send again what somebody else delivered for this person and was not told the outcome of."""
        with self._lock:
            rows = self._read("state = 'held' AND code = ? AND made_by = ?", (ErrorCode.NOT_YOURS.value, user))
            return sum(self.release(row.command_id) for row in rows)

    def put_away(self, command_id: str, told: bool = False) -> bool:
        """Somebody has read why it was not booked (``told``: on the spot): no longer shown. Offline cash is put away by hand only."""
        return self._move(
            command_id, lambda row: row.may_put_away and not (told and row.note.offline), state=RowState.SETTLED
        )

    def _move(self, command_id: str, may: Callable[[OutboxRow], bool], **changes: Any) -> bool:
        with self._lock:
            row = self.row(command_id)
            if row is None or row.n in self._aside or not may(row):
                return False
            with transaction(self._db):
                self._change(replace(row, **changes))
            return True

    def note_epoch(self, epoch: str) -> bool:
        """Learn the server's epoch. In a new one all that was booked is queued again, for a restored server may lack it; what was
        refused is not: nobody handed over a note for it, and the restored server might take it."""
        with self._lock:
            ends = self._ends()
            if ends.epoch == epoch:
                return False
            with transaction(self._db):
                if ends.epoch:
                    # Every workstation is waited for, so nothing stays back for a look.
                    for row in self._read("state IN ('settled', 'back')"):
                        if row.state is RowState.BACK or isinstance(row.answer(), Executed | Awaiting):
                            self._change(replace(row, state=RowState.QUEUED))
                self._write_ends(_Ends(ends.base_n, ends.base_mac, ends.head_n, ends.head_mac, epoch))
            return bool(ends.epoch)

    @property
    def epoch(self) -> str:
        """The server's epoch as last learnt, empty before the first."""
        with self._lock:
            return self._ends().epoch

    def prune(self, safe_seq: int) -> int:
        """Drop settled rows from the old end that the server's safe copy has. How many went."""
        with self._lock:
            ends, last, mac = self._ends(), 0, b""
            for number, state, seq, link in self._db.execute(
                "SELECT n, state, settled_seq, mac FROM outbox ORDER BY n"
            ):
                if state != RowState.SETTLED or seq > safe_seq or number in self._aside or number == ends.head_n:
                    break
                last, mac = number, link
            if not last:
                return 0
            with transaction(self._db):
                gone = self._db.execute("DELETE FROM outbox WHERE n <= ?", (last,)).rowcount
                self._write_ends(_Ends(last, mac, ends.head_n, ends.head_mac, ends.epoch))
            return gone

    # -- reading -------------------------------------------------------------------------------------------------

    def unsent(self, limit: int = ENVELOPES_MAX, back: bool = False) -> list[OutboxRow]:
        """The oldest rows without an answer, in order, with ``back`` also those held back. Raises OutboxTampered if one was altered."""
        with self._lock:
            until = NONE if back else self.back.first()
            found = self._read(f"state IN {_WAITS} AND n < ?", (until,), limit=limit + len(self._aside))
            rows = [row for row in found if row.n not in self._aside][:limit]
            bad = tuple(row.n for row in rows if not self._sound(row.n))
            if bad:
                raise OutboxTampered(bad)
            return rows

    def pending(self, above_seq: int) -> tuple[OutboxRow, ...]:
        """What a screen still shows: unanswered, held, refused, or answered above the replica's cursor; what was altered as held."""
        with self._lock:
            rows = self._read("state <> 'settled' OR settled_seq > ?", (above_seq,))
            return tuple(
                replace(row, state=RowState.HELD, code=TAMPERED) if row.n in self._aside else row for row in rows
            )

    def row(self, command_id: str) -> OutboxRow | None:
        """One row by its command's id."""
        with self._lock:
            return next(iter(self._read("command_id = ?", (command_id,))), None)

    def queued_count(self) -> int:
        """Rows without an answer."""
        return self.counts()[0]

    def counts(self) -> tuple[int, int]:
        """(rows without an answer, rows that were not booked and wait for a person)."""
        with self._lock:
            rows = self._db.execute("SELECT n, state FROM outbox WHERE state <> 'settled'").fetchall()
        queued = sum(state in _WAITS and n not in self._aside for n, state in rows)
        return queued, len(rows) - queued

    def queued_total(self, session: str, kind: str = "deposit") -> int:
        """Minor units that this session took in (or paid out) offline and the server has not answered: counted against the budget."""
        with self._lock:
            notes = [row.note for row in self._read("state <> 'settled'")]
            return sum(note.amount for note in notes if note.offline and note.session == session and note.kind == kind)

    # -- soundness -----------------------------------------------------------------------------------------------

    def verify(self) -> None:
        """Walk the whole chain. Raises OutboxTampered with the numbers of altered, swapped and missing rows."""
        with self._lock:
            ends = self._ends()
            there = {int(row[0]) for row in self._db.execute("SELECT n FROM outbox")}
            expected = range(ends.base_n + 1, ends.head_n + 1)
            bad = {n for n in there if n not in expected or not self._sound(n)} | (set(expected) - there)
        if bad - self._aside:
            raise OutboxTampered(tuple(sorted(bad)))

    def set_aside(self, rows: Sequence[int]) -> None:
        """Never send these; what stands behind them goes on."""
        self._aside.update(rows)

    def _sound(self, n: int) -> bool:
        found = self._db.execute(f"SELECT {COLUMNS} FROM outbox WHERE n = ?", (n,)).fetchone()  # noqa: S608
        if found is None:
            return False
        before = self._db.execute("SELECT mac FROM outbox WHERE n = ?", (n - 1,)).fetchone()
        ends = self._ends()
        previous = ends.base_mac if n == ends.base_n + 1 else (before[0] if before else None)
        try:
            row = row_of(found)
        except (ValueError, *UNREADABLE):
            return False
        # Behind a missing row the link cannot be checked; the missing row itself is what gets reported.
        linked = previous is None or same(found[10], self._link(previous, row, found[5]))
        return linked and same(found[11], self._seal(row, found[10]))

    def _ends(self) -> _Ends:
        row = self._db.execute("SELECT base_n, base_mac, head_n, head_mac, epoch, seal FROM ends").fetchone()
        if row is None or not same(row[5], self._chain.head(*row[:5])):
            raise OutboxTampered(())
        return _Ends(*row[:5])

    def _write_ends(self, ends: _Ends) -> None:
        values = (ends.base_n, ends.base_mac, ends.head_n, ends.head_mac, ends.epoch)
        self._db.execute(
            "INSERT OR REPLACE INTO ends VALUES (1, ?, ?, ?, ?, ?, ?)", (*values, self._chain.head(*values))
        )

    def _link(self, before: bytes, row: OutboxRow, note: bytes) -> bytes:
        return self._chain.link(before, row.n, row.command_id, row.raw, row.made_by, row.made_at, note)

    def _seal(self, row: OutboxRow, mac: bytes) -> bytes:
        return self._chain.seal(mac, row.state, row.code, row.outcome, row.settled_seq)

    def _change(self, row: OutboxRow) -> None:
        found = self._db.execute("SELECT mac FROM outbox WHERE n = ?", (row.n,)).fetchone()
        mac = found[0] if found else b""
        self._db.execute(
            "UPDATE outbox SET state = ?, code = ?, outcome = ?, settled_seq = ?, seal = ? WHERE n = ?",
            (row.state, row.code, row.outcome, row.settled_seq, self._seal(row, mac), row.n),
        )

    def _read(self, where: str, parameters: Sequence[Any] = (), limit: int = -1) -> list[OutboxRow]:
        sql = f"SELECT {COLUMNS} FROM outbox WHERE {where} ORDER BY n LIMIT ?"  # noqa: S608
        return [row_of(row) for row in self._db.execute(sql, (*parameters, limit)).fetchall()]


__all__ = ["Note", "Outbox", "OutboxFull", "OutboxRow", "OutboxTampered", "OutboxUnreadable", "RowState"]
