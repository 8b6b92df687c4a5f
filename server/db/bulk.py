"""Many rows of many tables in one statement, handed to the driver as they are.

The write path runs the same few statements for every batch. Compiling each anew through the expression language took most of
a batch, so their text is made once. SQLite takes rows one by one inside the process; PostgreSQL takes the whole batch as JSON
documents, one a table, which are encoded and taken apart in C on both sides, and all tables in one statement: one round trip.
Rows come back as JSON objects, which msgspec makes into structs.
"""

import math
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any

import msgspec
import psycopg
from psycopg.pq.abc import PGresult
from sqlalchemy import Boolean, Column, Connection, Dialect, LargeBinary, String, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError

from server.db.columns import Json, json_text
from server.db.engine import is_sqlite
from server.db.patient import SILENT_S
from server.db.trip import COMMIT, Prepared, Said, Sent, exchange

type Record = msgspec.Struct | dict[str, Any]
type Text = str | bytes
"""JSON as the driver gives it."""
_POSTGRESQL: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
_KEPT = "coastal_write_path"
_encode = msgspec.json.Encoder(order="deterministic").encode
_BOUND = "SELECT setting FROM pg_settings WHERE name = 'statement_timeout'"
STATEMENTS_KEPT = 512
"""Combinations of tables whose statement is not put together again."""


class Bulk:
    """The statements of one table over ``names``, its columns in the order of a record's fields, and over its ``key``.

    Records are structs with exactly these fields, or mappings that have them. A struct's encoding may lack a field that holds its
    default (``defaults``). The texts for PostgreSQL are parts of a statement over several tables, see ``fetch`` and ``write``.
    """

    def __init__(
        self, table: Table, names: Sequence[str], key: str = "", defaults: Mapping[str, Any] = MappingProxyType({})
    ) -> None:
        self.names = tuple(names)
        columns = [table.c[name] for name in names]
        self._json = [at for at, column in enumerate(columns) if isinstance(column.type, Json)]
        self._pick: Callable[[Any], tuple[Any, ...]] = itemgetter(*names)
        self._at_key = self.names.index(key) if key else 0
        self.inserts = _inserts(table, columns, defaults)
        self.updates = _updates(table, columns, key, defaults) if key else ("", "")
        self.fetches = _fetches(table, columns, key) if key else ("", "")

    def bound(self, records: Sequence[Record], new: bool) -> Sequence[Sequence[Any]]:
        """The parameters of SQLite's statement, row by row."""
        rows = [
            msgspec.structs.astuple(record) if isinstance(record, msgspec.Struct) else self._pick(record)
            for record in records
        ]
        if self._json:
            changed = [list(row) for row in rows]
            for row in changed:
                for at in self._json:
                    row[at] = json_text(row[at])
            rows = [tuple(row) for row in changed]
        at = self._at_key
        return rows if new else [(*row[:at], *row[at + 1 :], row[at]) for row in rows]


type Asked = tuple[Bulk, Sequence[str]]
"""A table and the keys of the rows that are wanted."""


class Write(msgspec.Struct):
    """Rows for one table: new ones, or changed ones found by their key and written whole."""

    bulk: Bulk
    new: bool
    records: Sequence[Record]


def fetch(conn: Connection, asked: Sequence[Asked]) -> list[list[Text]]:
    """For each table the rows with these keys that are there, in no order, as JSON objects."""
    found: list[list[Text]] = [[] for _ in asked]
    if asked:
        with _straight(conn) as driver:
            if is_sqlite(conn):
                for rows, (bulk, keys) in zip(found, asked, strict=True):
                    rows += [row for (row,) in driver.execute(bulk.fetches[0], (json_text(list(keys)),))]
            else:
                (answer,) = exchange(driver, [_fetching_said(asked)], *_kept(conn))
                _deal(answer, found)
    return found


def fetch_behind(conn: Connection, first: str, asked: Sequence[Asked]) -> tuple[list[bytes], list[list[Text]]]:
    """PostgreSQL alone: the one row of the statement ``first``, and what ``fetch`` finds then, with one trip."""
    found: list[list[Text]] = [[] for _ in asked]
    with _straight(conn) as driver:
        said = [(first, ()), _fetching_said(asked)] if asked else [(first, ())]
        row, *rest = exchange(driver, said, *_kept(conn))
        for answer in rest:
            _deal(answer, found)
    return [row.get_value(0, at) or b"" for at in range(row.nfields)], found


def _fetching_said(asked: Sequence[Asked]) -> Said:
    return _fetching(tuple(bulk for bulk, _ in asked)), [_encode(list(keys)) for _, keys in asked]


def _deal(answer: PGresult, found: list[list[Text]]) -> None:
    for at in range(answer.ntuples):
        found[int(answer.get_value(at, 0) or 0)].append(answer.get_value(at, 1) or b"")


def write(conn: Connection, writes: Sequence[Write]) -> None:
    """All of it. No row may stand in two writes. Raises what the database says (IntegrityError on a key that is there)."""
    given = [item for item in writes if item.records]
    if not given:
        return
    with _straight(conn) as driver:
        if is_sqlite(conn):
            for item in given:
                statement = item.bulk.inserts[0] if item.new else item.bulk.updates[0]
                driver.executemany(statement, item.bulk.bound(item.records, item.new))
        else:
            exchange(driver, [_writing_said(given)], *_kept(conn))


def send_commit(conn: Connection, writes: Sequence[Write], before_commit: Callable[[], None]) -> Callable[[], None]:
    """The same as the last of the connection's transaction, which it ends, with one trip and without waiting for it where the database
    is another process: call what is returned before anything else is said.
    """
    transaction = conn.get_transaction()
    assert transaction is not None
    given = [item for item in writes if item.records]
    if is_sqlite(conn) or not given:
        write(conn, given)
        before_commit()
        return transaction.commit
    before_commit()
    with _straight(conn) as driver:
        sent = Sent(driver, [_writing_said(given), COMMIT], *_kept(conn))

    def answered() -> None:
        with _straight(conn):
            sent.answers()
        transaction.commit()

    return answered


def _writing_said(given: Sequence[Write]) -> Said:
    return _writing(tuple((item.bulk, item.new) for item in given)), [_encode(item.records) for item in given]


@contextmanager
def _straight(conn: Connection) -> Iterator[Any]:
    """The driver's own connection, in a transaction. Raises DBAPIError, as SQLAlchemy would.

    The few statements of the write path need none of what lies between: for each table of each batch it would look for placeholders
    in the text, and make a result that nobody reads.
    """
    if not conn.in_transaction():
        conn.begin()
    driver: Any = conn.connection.driver_connection
    try:
        yield driver
    except psycopg.Error as error:
        raise _as_database_error(error, psycopg.Error, gone=bool(driver.closed)) from error
    except sqlite3.Error as error:
        raise _as_database_error(error, sqlite3.Error) from error


def _as_database_error(error: Exception, kind: type[Exception], gone: bool = False) -> DBAPIError:
    made = DBAPIError.instance("", None, error, kind, connection_invalidated=gone)
    assert isinstance(made, DBAPIError)
    return made


def by_key(conn: Connection) -> Connection:
    """A connection for the write path, which finds every row by its key, however small its table is just now.

    A prepared statement keeps its plan. Made while a table is small it would read the whole table for every batch, for ever. And
    everybody waits for the write path: where the database says nothing for a while longer than it lets a statement take, it is lost.
    """
    if not is_sqlite(conn):
        with conn.begin():
            for way in ("seqscan", "hashjoin", "mergejoin"):
                conn.exec_driver_sql(f"SET enable_{way} = off")
            bound_ms = int(conn.exec_driver_sql(_BOUND).scalar_one())
        conn.info[_KEPT] = ({}, bound_ms / 1_000 + SILENT_S if bound_ms else math.inf)
    return conn


def _kept(conn: Connection) -> tuple[Prepared | None, float]:
    """Of a connection that is for the write path. Others keep no statements, whose plans could be from when a table was small."""
    kept: tuple[Prepared | None, float] = conn.info.get(_KEPT, (None, math.inf))
    return kept


@lru_cache(STATEMENTS_KEPT)
def _fetching(bulks: tuple[Bulk, ...]) -> str:
    return " UNION ALL ".join(
        f"SELECT {at}, row_to_json(row{at})::text FROM ({_numbered(bulk.fetches[1], at)}) AS row{at}"
        for at, bulk in enumerate(bulks)
    )


@lru_cache(STATEMENTS_KEPT)
def _writing(parts: tuple[tuple[Bulk, bool], ...]) -> str:
    texts = [_numbered(bulk.inserts[1] if new else bulk.updates[1], at) for at, (bulk, new) in enumerate(parts)]
    first = ", ".join(f"part{at} AS ({text})" for at, text in enumerate(texts[:-1]))
    return f"WITH {first} {texts[-1]}" if first else texts[-1]


def _numbered(text: str, at: int) -> str:
    """The part of a statement with its one parameter at this place."""
    return text.replace("$1", f"${at + 1}")


def _inserts(table: Table, columns: Sequence[Column[Any]], defaults: Mapping[str, Any]) -> tuple[str, str]:
    target, listed = _quoted(table), _listed(columns)
    marks = ", ".join("?" for _ in columns)
    read = ", ".join(_read(column, defaults) for column in columns)
    return (
        f"INSERT INTO {target} ({listed}) VALUES ({marks})",
        f"INSERT INTO {target} ({listed}) SELECT {read} FROM {_given(columns)}",
    )


def _updates(table: Table, columns: Sequence[Column[Any]], key: str, defaults: Mapping[str, Any]) -> tuple[str, str]:
    target = _quoted(table)
    changed = [column for column in columns if column.name != key]
    rows = ", ".join(f"{_quoted(column)} = ?" for column in changed)
    batch = ", ".join(f"{_quoted(column)} = {_read(column, defaults)}" for column in changed)
    where = f'WHERE {target}."{key}" ='
    return (
        f"UPDATE {target} SET {rows} {where} ?",
        f'UPDATE {target} SET {batch} FROM {_given(columns)} {where} given."{key}"',
    )


def _fetches(table: Table, columns: Sequence[Column[Any]], key: str) -> tuple[str, str]:
    # One array in one parameter, however many keys it holds: the text of the statement never changes.
    tail = f'FROM {_quoted(table)} WHERE "{key}"'
    pairs = ", ".join(f"'{column.name}', {_embedded(column)}" for column in columns)
    listed = ", ".join(
        f"{_quoted(column)}::json" if isinstance(column.type, Json) else _quoted(column) for column in columns
    )
    return (
        f"SELECT json_object({pairs}) {tail} IN (SELECT value FROM json_each(?))",
        f"SELECT {listed} {tail} = ANY(ARRAY(SELECT json_array_elements_text($1::json)))",
    )


def _embedded(column: Column[Any]) -> str:
    name = _quoted(column)
    if isinstance(column.type, Boolean):
        return f"json(CASE WHEN {name} THEN 'true' ELSE 'false' END)"
    return f"json({name})" if isinstance(column.type, Json) else name


def _given(columns: Sequence[Column[Any]]) -> str:
    typed = ", ".join(f"{_quoted(column)} {_type(column)}" for column in columns)
    return f"json_to_recordset($1::json) AS given ({typed})"


def _read(column: Column[Any], defaults: Mapping[str, Any]) -> str:
    name = "given." + _quoted(column)
    default = defaults.get(column.name)
    if default is None:
        return f"decode({name}, 'base64')" if isinstance(column.type, LargeBinary) else name
    if column.nullable:
        raise ValueError(f"{column}: nothing and {default!r} would look alike")
    text = json_text(default) if isinstance(column.type, Json) else str(default)
    quoted = str(text).replace("'", "''")
    return f"COALESCE({name}, '{quoted}')"


def _type(column: Column[Any]) -> str:
    # varchar(n) would cut silently what is too long; as plain text the column itself refuses it.
    if isinstance(column.type, String | Json | LargeBinary):
        return "text"
    return column.type.compile(_POSTGRESQL)


def _listed(columns: Sequence[Column[Any]]) -> str:
    return ", ".join(_quoted(column) for column in columns)


def _quoted(item: Table | Column[Any]) -> str:
    return f'"{item.name}"'
