"""A table as the write path sees it: rows are frozen structs, keyed, loaded and flushed in bulk."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select
from sqlalchemy.engine import RowMapping

from server.db.bulk import Bulk, Write, fetch, write


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all rows. Field names are column names."""


@dataclass(frozen=True, eq=False)
class Store[R: Row]:
    """A keyed table. ``resident`` ones (people, devices, branches, products) are small and held whole in memory.

    Of a ``kept`` one the writer remembers the rows that it used lately: the accounts, drawers and customers of the hour.
    """

    table: Table
    row: type[R]
    key: str
    resident: bool = False
    kept: bool = False
    columns: tuple[Any, ...] = field(init=False)
    bulk: Bulk = field(init=False)
    decode: Callable[[str], R] = field(init=False)
    key_of: Callable[[R], str] = field(init=False)

    def __post_init__(self) -> None:
        names = self.row.__struct_fields__
        object.__setattr__(self, "columns", tuple(self.table.c[name] for name in names))
        object.__setattr__(self, "bulk", Bulk(self.table, names, self.key))
        object.__setattr__(self, "decode", msgspec.json.Decoder(self.row).decode)
        object.__setattr__(self, "key_of", attrgetter(self.key))

    def make(self, mapping: RowMapping | dict[str, Any]) -> R:
        """A row from a result's mapping."""
        return self.row(**mapping)

    def fetch(self, conn: Connection, keys: list[str]) -> dict[str, R]:
        """The rows with these keys, with one query."""
        return self.rows_of(fetch(conn, [(self.bulk, keys)])[0]) if keys else {}

    def rows_of(self, texts: Iterable[str]) -> dict[str, R]:
        """Rows by key, as the database gave them."""
        rows = [self.decode(text) for text in texts]
        return {self.key_of(row): row for row in rows}

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
    the journal's hash covers them and ``core/chain.py`` reads them back in that order.
    """

    table: Table
    row: type[R]
    bulk: Bulk = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bulk", Bulk(self.table, self.row.__struct_fields__))

    def insert(self, conn: Connection, rows: Sequence[R]) -> None:
        """Appended rows in one statement."""
        write(conn, [Write(self.bulk, True, rows)])


Key = tuple[Store[Any], str]
"""What a handler needs: a store and a key in it."""
