"""The journal row: receipt, audit entry and change feed in one, chained by SHA-256.

``hash = H(prev, header, H(salt, body), H(salt, facts), H(legs, pieces))``. The three inner hashes are kept, so the chain still holds
after a person's body and facts were erased.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from contract.ids import new_id
from server.core.audience import AUDIENCES_KEPT, Audience
from server.core.journal_tables import bodies, head, journal
from server.core.store import Log, Row
from server.db.bulk import Asked, Bulk, Text, Write, fetch, fetch_behind, write
from server.db.engine import is_sqlite

GENESIS = "0" * 64
SALT_BYTES = 16
PIECE_BYTES = 2_000
"""Hashed at once. From 2,048 on another thread is let at the interpreter meanwhile, which a posting's facts reach: a change of threads each."""
_encode = msgspec.json.Encoder(order="deterministic").encode

HEADER_FIELDS = [
    "seq",
    "command_id",
    "fingerprint",
    "kind",
    "made_by",
    "delivered_by",
    "device",
    "counter",
    "branch",
    "business_date",
    "made_at",
    "at",
    "outcome",
    "refers_to",
    "result",
]
_header: Callable[[Any], tuple[Any, ...]] = itemgetter(*HEADER_FIELDS)
JOURNAL_FIELDS = [*HEADER_FIELDS, "prev_hash", "hash"]
SIDE_FIELDS = [column.name for column in bodies.columns]
_JOURNAL = Bulk(journal, JOURNAL_FIELDS)
_BODIES = Bulk(bodies, SIDE_FIELDS)
_HEAD = Bulk(head, ["id", "seq", "hash"], "id")
_READ = "SELECT seq, hash, epoch, safe_seq FROM journal_head WHERE id = 1"
_LOCK = f"{_READ} FOR UPDATE"


class Head(msgspec.Struct):
    """Where the journal stands."""

    seq: int
    hash: str
    epoch: str
    safe_seq: int


class Line(msgspec.Struct):
    """A journal row with its side row, ready to be written."""

    row: dict[str, Any]
    side: dict[str, Any]
    facts: list[tuple[Audience, bytes]]


class Salts:
    """Sixteen random bytes for each row, of which the system is asked for many at once.

    Whoever asks it lets another thread have the interpreter: once a row, that cost the writer a change of threads each time.
    """

    def __init__(self, rows: int) -> None:
        self._at_once = SALT_BYTES * max(rows, 1)
        self._held = b""

    def take(self) -> bytes:
        """The next row's."""
        if not self._held:
            self._held = os.urandom(self._at_once)
        salt, self._held = self._held[:SALT_BYTES], self._held[SALT_BYTES:]
        return salt


class Receipt(msgspec.Struct, frozen=True):
    """What the journal remembers of a command that is sent again."""

    command_id: str
    seq: int
    fingerprint: str
    made_by: str
    outcome: str
    result: str


_RECEIPTS = Bulk(journal, Receipt.__struct_fields__, "command_id")
_receipt = msgspec.json.Decoder(Receipt)


def lock_head(conn: Connection) -> Head:
    """Take the head's row lock (PostgreSQL; SQLite's BEGIN IMMEDIATE has the file already): commit order is sequence order."""
    return lock_and_fetch(conn, ())[0]


def lock_and_fetch(conn: Connection, asked: Sequence[Asked]) -> tuple[Head, list[list[Text]]]:
    """The head's lock, and rows as they are once it is held (``bulk.fetch``), with one trip to the database."""
    if is_sqlite(conn):
        return Head(*conn.exec_driver_sql(_READ).one()), fetch(conn, asked)
    (seq, mark, epoch, safe_seq), texts = fetch_behind(conn, _LOCK, asked)
    return Head(int(seq), mark.decode(), epoch.decode(), int(safe_seq)), texts


def read_head(conn: Connection) -> Head:
    """The head as of this transaction's snapshot, without a lock."""
    return Head(*conn.execute(select(head.c.seq, head.c.hash, head.c.epoch, head.c.safe_seq)).one())


def start_head(conn: Connection) -> None:
    """Make the head of an empty journal, once."""
    if conn.execute(select(head.c.id)).first() is None:
        conn.execute(insert(head), {"id": 1, "seq": 0, "hash": GENESIS, "epoch": new_id(), "safe_seq": 0})


def move_head(conn: Connection, at: Head) -> None:
    """Write where the journal stands after the batch."""
    conn.execute(update(head).where(head.c.id == 1).values(seq=at.seq, hash=at.hash))


def books_hash(logs: Mapping[Log[Any], Sequence[Row]]) -> str:
    """H(legs, pieces): over every appended row, tables in order of name, rows in order of booking."""
    parts: list[bytes] = []
    for log in sorted(logs, key=_name):
        parts.append(log.table.name.encode())
        parts += map(_encode, logs[log])
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _name(log: Log[Any]) -> str:
    return log.table.name


def chain_hash(prev: str, row: Mapping[str, Any], body_hash: str, facts_hash: str, legs_hash: str) -> str:
    """The row's own hash. Header fields are joined as JSON, so no value can imitate a separator."""
    header = _encode(_header(row)).decode()
    return hashlib.sha256("\n".join((prev, header, body_hash, facts_hash, legs_hash)).encode()).hexdigest()


def salted(salt: bytes, content: bytes) -> str:
    """H(salt, content): says nothing about the content once it is erased."""
    mark = hashlib.sha256(salt)
    for at in range(0, len(content), PIECE_BYTES):
        mark.update(content[at : at + PIECE_BYTES])
    return mark.hexdigest()


def encode_facts(facts: Sequence[tuple[Audience, Any]]) -> tuple[str, list[tuple[Audience, bytes]]]:
    """The facts as stored (a JSON list of [audience, fact]) and as encoded pieces for the hub."""
    pieces = [(audience, _encode(fact)) for audience, fact in facts]
    text = b",".join([b"[%b,%b]" % (_encoded(audience), raw) for audience, raw in pieces])
    return f"[{text.decode()}]", pieces


@lru_cache(AUDIENCES_KEPT)
def _encoded(audience: Audience) -> bytes:
    return _encode(audience)


def said(body: bytes, signed: str, signature: str) -> bytes:
    """What the body's hash covers: the command, and where a device signed it the rest of what it signed with its signature."""
    return b"%b\n%b\n%b" % (body, signed.encode(), signature.encode()) if signed else body


def make_line(
    row: dict[str, Any],
    at: Head,
    body: bytes,
    signature: str,
    facts: Sequence[tuple[Audience, Any]],
    books: str,
    signed: str = "",
    salt: bytes = b"",
) -> Line:
    """Chain one row onto ``at`` and move ``at`` along. ``signed`` is ``Header.signed``: with it an auditor verifies the signature."""
    text, pieces = encode_facts(facts)
    salt = salt or os.urandom(SALT_BYTES)
    body_hash, facts_hash = salted(salt, said(body, signed, signature)), salted(salt, text.encode())
    row["prev_hash"] = at.hash
    row["hash"] = chain_hash(at.hash, row, body_hash, facts_hash, books)
    side = {
        "seq": row["seq"],
        "month": row["at"][:7],
        "salt": salt,
        "signature": signature,
        "signed": signed,
        "body": body.decode(),
        "facts": text,
        "body_hash": body_hash,
        "facts_hash": facts_hash,
        "books_hash": books,
    }
    at.seq, at.hash = row["seq"], row["hash"]
    return Line(row=row, side=side, facts=pieces)


def writes(lines: Sequence[Line], at: Head) -> list[Write]:
    """The batch's rows, and where the journal stands after them."""
    if not lines:
        return []
    return [
        Write(_JOURNAL, True, [line.row for line in lines]),
        Write(_BODIES, True, [line.side for line in lines]),
        Write(_HEAD, False, [{"id": 1, "seq": at.seq, "hash": at.hash}]),
    ]


def write_lines(conn: Connection, lines: Sequence[Line], at: Head) -> None:
    """Write them."""
    ensure_month(conn, months_of(lines))
    write(conn, writes(lines, at))


def months_of(lines: Sequence[Line]) -> set[str]:
    """The months ("2026-11") that these rows belong to."""
    return {line.side["month"] for line in lines}


def ensure_month(conn: Connection, months: set[str]) -> None:
    """On PostgreSQL the side table is partitioned by month: make the month's partition before its first row."""
    if is_sqlite(conn):
        return
    there: set[str] = conn.info.setdefault("months", set())
    for month in months - there:
        # Remembered only once another transaction finds it: this one may yet be rolled back.
        if conn.exec_driver_sql("SELECT to_regclass(%s)", (_partition(month),)).scalar_one() is not None:
            there.add(month)
        else:
            make_month(conn, month)


def make_month(conn: Connection, month: str) -> None:
    """The month's partition, unless it is there."""
    if not is_sqlite(conn):
        # Kept as it is up to a page: packing a row of two kilobytes takes longer than writing the rest of its posting.
        conn.exec_driver_sql(
            f"CREATE TABLE IF NOT EXISTS {_partition(month)} PARTITION OF journal_bodies FOR VALUES IN ('{month}')"
            " WITH (toast_tuple_target = 8160)"
        )


def _partition(month: str) -> str:
    return f"journal_bodies_{month.replace('-', '_')}"


def receipts_of(command_ids: Sequence[str]) -> Asked:
    """What to ask for the receipts of these commands."""
    return _RECEIPTS, command_ids


def receipts(texts: Iterable[Text]) -> dict[str, Receipt]:
    """The receipts that were found, by command id."""
    found = map(_receipt.decode, texts)
    return {receipt.command_id: receipt for receipt in found}
