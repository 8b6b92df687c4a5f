"""Many rows of one table in one statement, handed to the driver as they are.

The write path runs the same dozen statements for every batch. Compiling each anew through the expression language took most of
a batch, so their text is made once for each table. SQLite takes rows one by one inside the process; PostgreSQL takes the whole
batch as one JSON document, which is encoded and taken apart in C on both sides, where its driver turns arrays in Python.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Boolean, Column, Connection, Dialect, LargeBinary, String, Table
from sqlalchemy.dialects import postgresql

from server.db.columns import Json, json_text, json_value
from server.db.engine import is_sqlite

type Record = msgspec.Struct | Mapping[str, Any]
_POSTGRESQL: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]


class Bulk:
    """The statements of one table over ``names``, its columns in the order of a record's fields, and over its ``key``.

    Records are structs with exactly these fields, or mappings that have them.
    """

    def __init__(self, table: Table, names: Sequence[str], key: str = "") -> None:
        self._names = tuple(names)
        columns = [table.c[name] for name in names]
        self._json = [at for at, column in enumerate(columns) if isinstance(column.type, Json)]
        self._booleans = [at for at, column in enumerate(columns) if isinstance(column.type, Boolean)]
        self._pick: Callable[[Any], tuple[Any, ...]] = itemgetter(*names)
        self._at_key = self._names.index(key) if key else 0
        self._insert = _inserts(table, columns)
        self._update = _updates(table, columns, key) if key else ("", "")
        self._fetch = _fetches(table, columns, key) if key else ("", "")

    def fetch(self, conn: Connection, keys: Iterable[str]) -> list[list[Any]]:
        """The values of the rows with these keys, in no order; JSON decoded."""
        sqlite = is_sqlite(conn)
        rows = [list(row) for row in conn.exec_driver_sql(self._fetch[not sqlite], (json_text(list(keys)),))]
        for row in rows:
            for at in self._json:
                row[at] = json_value(row[at])
            if sqlite:
                for at in self._booleans:
                    row[at] = bool(row[at])
        return rows

    def insert(self, conn: Connection, records: Sequence[Record]) -> None:
        """New rows. Raises what the database says (IntegrityError on a key that is there)."""
        if is_sqlite(conn):
            conn.exec_driver_sql(self._insert[0], [tuple(row) for row in self._bound(records)])
        else:
            conn.exec_driver_sql(self._insert[1], (json_text(records),))

    def update(self, conn: Connection, records: Sequence[Record]) -> None:
        """Changed rows, whole, found by their key."""
        if is_sqlite(conn):
            at = self._at_key
            bound = self._bound(records)
            conn.exec_driver_sql(self._update[0], [(*row[:at], *row[at + 1 :], row[at]) for row in bound])
        else:
            conn.exec_driver_sql(self._update[1], (json_text(records),))

    def _bound(self, records: Sequence[Record]) -> Sequence[Sequence[Any]]:
        rows = [
            msgspec.structs.astuple(record) if isinstance(record, msgspec.Struct) else self._pick(record)
            for record in records
        ]
        if not self._json:
            return rows
        bound = [list(row) for row in rows]
        for row in bound:
            for at in self._json:
                row[at] = json_text(row[at])
        return bound


def _inserts(table: Table, columns: Sequence[Column[Any]]) -> tuple[str, str]:
    target, listed = _quoted(table), _listed(columns)
    marks = ", ".join("?" for _ in columns)
    read = ", ".join(_read(column, "given.") for column in columns)
    return (
        f"INSERT INTO {target} ({listed}) VALUES ({marks})",
        f"INSERT INTO {target} ({listed}) SELECT {read} FROM {_given(columns)}",
    )


def _updates(table: Table, columns: Sequence[Column[Any]], key: str) -> tuple[str, str]:
    target = _quoted(table)
    changed = [column for column in columns if column.name != key]
    rows = ", ".join(f"{_quoted(column)} = ?" for column in changed)
    batch = ", ".join(f"{_quoted(column)} = {_read(column, 'given.')}" for column in changed)
    where = f'WHERE {target}."{key}" ='
    return (
        f"UPDATE {target} SET {rows} {where} ?",
        f'UPDATE {target} SET {batch} FROM {_given(columns)} {where} given."{key}"',
    )


def _fetches(table: Table, columns: Sequence[Column[Any]], key: str) -> tuple[str, str]:
    # One array in one parameter, however many keys it holds: the text of the statement never changes.
    select = f'SELECT {_listed(columns)} FROM {_quoted(table)} WHERE "{key}"'
    return (
        f"{select} IN (SELECT value FROM json_each(?))",
        f"{select} = ANY(ARRAY(SELECT json_array_elements_text(%s::json)))",
    )


def _given(columns: Sequence[Column[Any]]) -> str:
    typed = ", ".join(f"{_quoted(column)} {_type(column)}" for column in columns)
    return f"json_to_recordset(%s::json) AS given ({typed})"


def _read(column: Column[Any], prefix: str) -> str:
    name = prefix + _quoted(column)
    return f"decode({name}, 'base64')" if isinstance(column.type, LargeBinary) else name


def _type(column: Column[Any]) -> str:
    # varchar(n) would cut silently what is too long; as plain text the column itself refuses it.
    if isinstance(column.type, String | Json | LargeBinary):
        return "text"
    return column.type.compile(_POSTGRESQL)


def _listed(columns: Sequence[Column[Any]]) -> str:
    return ", ".join(_quoted(column) for column in columns)


def _quoted(item: Table | Column[Any]) -> str:
    return f'"{item.name}"'
