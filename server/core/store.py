"""A table as the write path sees it: rows are frozen structs, keyed, loaded and flushed in bulk."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select
from sqlalchemy.engine import RowMapping

from server.db.bulk import Bulk, Text, Write, fetch, write


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of all rows. Field names are column names. What holds its default is not sent to the database, which knows it (``Bulk``)."""


def defaults_of(row: type[Row]) -> dict[str, Any]:
    """The fields that may be left out, with what they are then."""
    found = {item.name: item.default for item in msgspec.structs.fields(row) if item.default is not msgspec.NODEFAULT}
    made = (item for item in msgspec.structs.fields(row) if item.default_factory is not msgspec.NODEFAULT)
    return found | {item.name: item.default_factory() for item in made}


@dataclass(frozen=True, eq=False)
class Store[R: Row]:
    """A keyed table. ``resident`` ones (people, devices, branches, products) are small and held whole in memory.

    Of a ``kept`` one the writer remembers the rows that it used lately: the accounts, drawers and customers of the hour.
    ``moving`` are the fields that every posting moves: where nothing else of a row has changed, only they are written.
    """

    table: Table
    row: type[R]
    key: str
    resident: bool = False
    kept: bool = False
    moving: tuple[str, ...] = ()
    columns: tuple[Any, ...] = field(init=False)
    bulk: Bulk = field(init=False)
    decode: Callable[[Text], R] = field(init=False)
    key_of: Callable[[R], str] = field(init=False)
    _moved: Bulk = field(init=False)
    _move: Callable[[R], Any] = field(init=False)
    _rest: Callable[[R], Any] = field(init=False)

    def __post_init__(self) -> None:
        names = self.row.__struct_fields__
        object.__setattr__(self, "columns", tuple(self.table.c[name] for name in names))
        object.__setattr__(self, "bulk", Bulk(self.table, names, self.key, defaults_of(self.row)))
        moved = (self.key, *self.moving)
        object.__setattr__(self, "_moved", Bulk(self.table, moved, self.key))
        object.__setattr__(self, "_move", attrgetter(*moved))
        object.__setattr__(self, "_rest", attrgetter(*(name for name in names if name not in self.moving)))
        object.__setattr__(self, "decode", msgspec.json.Decoder(self.row).decode)
        object.__setattr__(self, "key_of", attrgetter(self.key))

    def make(self, mapping: RowMapping | dict[str, Any]) -> R:
        """A row from a result's mapping."""
        return self.row(**mapping)

    def fetch(self, conn: Connection, keys: list[str]) -> dict[str, R]:
        """The rows with these keys, with one query."""
        return self.rows_of(fetch(conn, [(self.bulk, keys)])[0]) if keys else {}

    def rows_of(self, texts: Iterable[Text]) -> dict[str, R]:
        """Rows by key, as the database gave them."""
        rows = [self.decode(text) for text in texts]
        return {self.key_of(row): row for row in rows}

    def writes(self, rows: Mapping[str, R], before: Mapping[str, R | None]) -> list[Write]:
        """What brings the table from ``before`` (None: no such row) to these rows."""
        new: list[R] = []
        whole: list[R] = []
        moved: list[dict[str, Any]] = []
        for key, row in rows.items():
            old = before[key]
            if old is None:
                new.append(row)
            elif self.moving and self._rest(old) == self._rest(row):
                moved.append(dict(zip(self._moved.names, self._move(row), strict=True)))
            else:
                whole.append(row)
        return [Write(self.bulk, True, new), Write(self.bulk, False, whole), Write(self._moved, False, moved)]

    def insert(self, conn: Connection, rows: Sequence[R]) -> None:
        """New rows in one statement."""
        write(conn, [Write(self.bulk, True, rows)])

    def update(self, conn: Connection, rows: Sequence[R]) -> None:
        """Changed rows in one statement."""
        write(conn, [Write(self.bulk, False, rows)])

    def fetch_all(self, conn: Connection) -> dict[str, R]:
        """Every row; for resident stores."""
        rows = (self.make(mapping) for mapping in conn.execute(select(*self.columns)).mappings())
        return {self.key_of(row): row for row in rows}


@dataclass(frozen=True, eq=False)
class Log[R: Row]:
    """A table that only grows: legs, cash moves. Never read by the write path.

    Its rows carry ``seq`` (of the journal row, ``ctx.seq``) and ``n`` (0, 1, … within the command and this log), because
    the journal's hash covers them and ``core/chain.py`` reads them back in that order. They have no defaults: the hash covers what is
    encoded, and a default would be left out.
    """

    table: Table
    row: type[R]
    bulk: Bulk = field(init=False)

    def __post_init__(self) -> None:
        if defaults_of(self.row):
            raise ValueError(f"{self.row.__name__} has defaults")
        object.__setattr__(self, "bulk", Bulk(self.table, self.row.__struct_fields__))

    def insert(self, conn: Connection, rows: Sequence[R]) -> None:
        """Appended rows in one statement."""
        write(conn, [Write(self.bulk, True, rows)])


Key = tuple[Store[Any], str]
"""What a handler needs: a store and a key in it."""
