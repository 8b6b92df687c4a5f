"""A table as the write path sees it: rows are frozen structs, keyed, loaded and flushed in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select
from sqlalchemy.engine import RowMapping

from server.db.bulk import Bulk


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all rows. Field names are column names."""


@dataclass(frozen=True, eq=False)
class Store[R: Row]:
    """A keyed table. ``resident`` ones (people, devices, branches, products) are small and held whole in memory."""

    table: Table
    row: type[R]
    key: str
    resident: bool = False
    columns: tuple[Any, ...] = field(init=False)
    bulk: Bulk = field(init=False)

    def __post_init__(self) -> None:
        names = self.row.__struct_fields__
        object.__setattr__(self, "columns", tuple(self.table.c[name] for name in names))
        object.__setattr__(self, "bulk", Bulk(self.table, names, self.key))

    def key_of(self, row: R) -> str:
        """The row's key."""
        return str(getattr(row, self.key))

    def make(self, mapping: RowMapping | dict[str, Any]) -> R:
        """A row from a result's mapping."""
        return self.row(**mapping)

    def fetch(self, conn: Connection, keys: list[str]) -> dict[str, R]:
        """The rows with these keys, with one query."""
        names, key = self.row.__struct_fields__, self.key
        found: dict[str, R] = {}
        for values in self.bulk.fetch(conn, keys):
            row = self.row(**dict(zip(names, values, strict=True)))
            found[getattr(row, key)] = row
        return found

    def insert(self, conn: Connection, rows: Sequence[R]) -> None:
        """New rows in one statement."""
        self.bulk.insert(conn, rows)

    def update(self, conn: Connection, rows: Sequence[R]) -> None:
        """Changed rows in one statement."""
        self.bulk.update(conn, rows)

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
        self.bulk.insert(conn, rows)


Key = tuple[Store[Any], str]
"""What a handler needs: a store and a key in it."""
