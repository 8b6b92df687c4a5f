"""A table as the write path sees it: rows are frozen structs, keyed, loaded and flushed in bulk."""

from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select
from sqlalchemy.engine import RowMapping


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

    def __post_init__(self) -> None:
        names = self.row.__struct_fields__
        object.__setattr__(self, "columns", tuple(self.table.c[name] for name in names))

    def key_of(self, row: R) -> str:
        """The row's key."""
        return str(getattr(row, self.key))

    def make(self, mapping: RowMapping | dict[str, Any]) -> R:
        """A row from a result's mapping."""
        return self.row(**mapping)

    def fetch(self, conn: Connection, keys: list[str]) -> dict[str, R]:
        """The rows with these keys, with one query for up to 500."""
        found: dict[str, R] = {}
        key_column = self.table.c[self.key]
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            for mapping in conn.execute(select(*self.columns).where(key_column.in_(part))).mappings():
                row = self.make(mapping)
                found[self.key_of(row)] = row
        return found

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


Key = tuple[Store[Any], str]
"""What a handler needs: a store and a key in it."""
