"""Checking the journal: gapless, chained, unaltered. Streams in keyset pages; names the first difference."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select, tuple_

from server.core import journal as lines
from server.core.journal_tables import bodies, journal
from server.core.store import Log

PAGE = 2_000
"""Entries read at once, and legs or moves."""


class Difference(msgspec.Struct, frozen=True):
    """Something that is not as the books must be: where, what was expected, what was found."""

    where: str
    expected: str
    found: str


class BooksReader:
    """Reads the appended rows (legs, cash moves) behind ``after`` again, as they were hashed.

    In pages of rows and not of entries: one entry of an import has thousands of legs.
    """

    def __init__(self, conn: Connection, logs: Iterable[Log[Any]], after: int) -> None:
        self._groups = {log: _groups(conn, log, after) for log in logs}
        self._next = {log: next(groups, None) for log, groups in self._groups.items()}

    def hash(self, seq: int) -> str:
        """H(legs, pieces) of this sequence. Ask in ascending order: what stands under one that nobody asks for is passed over."""
        found: dict[Log[Any], list[Any]] = {}
        for log, groups in self._groups.items():
            group = self._next[log]
            while group is not None and group[0] < seq:
                group = next(groups, None)
            if group is not None and group[0] == seq:
                found[log] = group[1]
                group = next(groups, None)
            self._next[log] = group
        return lines.books_hash(found)


def _groups(conn: Connection, log: Log[Any], after: int) -> Iterator[tuple[int, list[Any]]]:
    """The log's rows behind ``after``, those of one sequence together."""
    names = log.row.__struct_fields__
    place = tuple_(log.table.c.seq, log.table.c.n)
    statement = select(*(log.table.c[name] for name in names)).order_by(log.table.c.seq, log.table.c.n).limit(PAGE)
    at, group = (after + 1, -1), list[Any]()
    while page := conn.execute(statement.where(place > at)).all():
        for values in page:
            row = log.row(**dict(zip(names, values, strict=True)))
            if group and row.seq != group[0].seq:
                yield group[0].seq, group
                group = []
            group.append(row)
        at = (group[-1].seq, group[-1].n)
    if group:
        yield group[0].seq, group


class Erasures:
    """Bodies that are gone must be named by a later command that erased them: only then a missing one is no difference."""

    def __init__(self) -> None:
        self.gone: set[int] = set()
        self._named: set[int] = set()

    def note(self, row: Any) -> None:
        """Look at one row."""
        if row["salt"] is not None and row["body"] is None:
            self.gone.add(row["seq"])
        if row["kind"] == ERASING and row["outcome"] == "executed" and row["body"]:
            self._named.update(_entries.decode(row["body"]).entries)

    def check(self) -> Iterator[Difference]:
        """Those that nobody erased by a command."""
        for seq in sorted(self.gone - self._named):
            yield Difference(f"journal {seq} body", "a body, or a command that erased it", "none")


class _Named(msgspec.Struct):
    entries: tuple[int, ...] = ()


ERASING = "erase_customer"
_entries = msgspec.json.Decoder(_Named)


UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, msgspec.MsgspecError)
"""What reading a row raises that says nothing any more."""


def readable(what: str, proof: Iterable[Difference]) -> Iterator[Difference]:
    """The same. A row that says nothing any more (a state, a count or a date that is none) ends this proof and is a difference itself."""
    try:
        yield from proof
    except UNREADABLE as error:
        yield Difference(what, "rows that can be read", f"{type(error).__name__}: {error}"[:200])


Look = Callable[[Any], Iterable[Difference]]


def _nothing(row: Any) -> Iterable[Difference]:
    return ()


class Stretch(msgspec.Struct, frozen=True):
    """Up to where a chain was walked; ``bad`` (0: none) is the entry at which it stopped, ``what`` is wrong there."""

    upto: int
    bad: int = 0
    what: str = ""


def stretch(conn: Connection, logs: Sequence[Log[Any]], after: int) -> Stretch:
    """One page behind ``after``. Whether an erased body was erased by a command is asked of the whole chain alone (``check``)."""
    upto = after
    for row, wrong in islice(_walk(conn, logs, after), PAGE):
        upto = row["seq"]
        for found in wrong:
            return Stretch(upto, upto, found.where)
    return Stretch(upto)


def check(conn: Connection, logs: Sequence[Log[Any]], after: int = 0, look: Look = _nothing) -> Iterator[Difference]:
    """Walk the chain from the row behind ``after`` to its end. Yields nothing when it is whole; erased bodies are no difference.

    ``look`` is shown each row with its side row, and may find more.
    """
    erasures, seq, known = Erasures(), after, _hash_at(conn, after)
    for row, wrong in _walk(conn, logs, after):
        yield from wrong
        yield from look(row)
        erasures.note(row)
        seq, known = row["seq"], row["hash"]
    yield from erasures.check()
    at = lines.read_head(conn)
    if (at.seq, at.hash) != (seq, known):
        yield Difference("journal head", f"{seq} {known[:12]}", f"{at.seq} {at.hash[:12]}")


def first_break(conn: Connection, logs: Sequence[Log[Any]], first: int, last: int) -> tuple[int, Difference] | None:
    """The first row of the span that is not as it was chained, and what is wrong with it; None where the span is whole."""
    expected = first
    for _, wrong in _walk(conn, logs, first - 1, last):
        for found in wrong:
            return expected, found
        expected += 1
    if expected <= last:
        return expected, Difference(f"journal {expected}", f"sequence {expected}", "none")
    return None


def _walk(
    conn: Connection, logs: Sequence[Log[Any]], after: int, last: int | None = None
) -> Iterator[tuple[Any, Iterator[Difference]]]:
    """Each row behind ``after`` (up to ``last``) with its side row, and what is wrong with it, looked for when it is asked."""
    books = BooksReader(conn, logs, after)
    prev, expected = _hash_at(conn, after), after + 1
    while page := _page(conn, expected - 1, last):
        for row in page:
            yield row, _check_row(row, prev, expected, books.hash(row["seq"]))
            prev, expected = row["hash"], row["seq"] + 1


def erased(conn: Connection) -> int:
    """How many entries have lost their body to an erasure."""
    return conn.scalar(select(func.count()).select_from(bodies).where(bodies.c.body.is_(None))) or 0


def _hash_at(conn: Connection, seq: int) -> str:
    """What the row behind this one is chained to."""
    return conn.scalar(select(journal.c.hash).where(journal.c.seq == seq)) or lines.GENESIS


def _page(conn: Connection, after: int, last: int | None) -> Sequence[Any]:
    side = [column for column in bodies.c if column.name not in ("seq", "month")]
    joined = journal.outerjoin(bodies, journal.c.seq == bodies.c.seq)
    statement = select(*journal.c, *side).select_from(joined).where(journal.c.seq > after)
    if last is not None:
        statement = statement.where(journal.c.seq <= last)
    return conn.execute(statement.order_by(journal.c.seq).limit(PAGE)).mappings().all()


def _kept(row: Any, name: str) -> bytes:
    text: bytes = row[name].encode()
    return lines.said(text, row["signed"], row["signature"]) if name == "body" else text


def _check_row(row: Any, prev: str, expected: int, books: str) -> Iterator[Difference]:
    where = f"journal {row['seq']}"
    if row["seq"] != expected:
        yield Difference(where, f"sequence {expected}", f"sequence {row['seq']}")
    if row["salt"] is None:
        yield Difference(where, "a body row", "none")
        return
    if row["prev_hash"] != prev:
        yield Difference(f"{where} previous hash", prev, row["prev_hash"])
    for name in ("body", "facts"):
        if row[name] is not None and (found := lines.salted(row["salt"], _kept(row, name))) != row[f"{name}_hash"]:
            yield Difference(f"{where} {name}", row[f"{name}_hash"], found)
    if row["books_hash"] != books:
        yield Difference(f"{where} legs and pieces", row["books_hash"], books)
    mine = lines.chain_hash(row["prev_hash"], row, row["body_hash"], row["facts_hash"], row["books_hash"])
    if mine != row["hash"]:
        yield Difference(f"{where} hash", row["hash"], mine)
