"""Rows from one database into another, table by table, in pages: the memory is that of a page."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, String, Table, delete, insert, select

from server.core import journal
from server.db.metadata import metadata

PAGE = 5_000
VERSION = Table("alembic_version", metadata.__class__(), Column("version_num", String(32), primary_key=True))


def tables() -> Sequence[Table]:
    """All of the bank's tables; the schema's version comes last."""
    return [*(table for table in metadata.sorted_tables if not table.name.startswith("toy_")), VERSION]


def copy_all(source: Connection, target: Connection, versions: bool = True) -> int:
    """Every row of every table; how many. ``source`` should hold one snapshot."""
    count = 0
    for table in tables():
        if table is VERSION and not versions:
            continue
        # What a migration puts into a new bank gives way to what this one has.
        target.execute(delete(table))
        for page in _pages(source, table):
            if table.name == "journal_bodies":
                for month in {row["month"] for row in page}:
                    journal.make_month(target, month)
            target.execute(insert(table), page)
            count += len(page)
    return count


def revision_of(conn: Connection) -> str:
    """The schema's version."""
    return str(conn.execute(select(VERSION.c.version_num)).scalar_one())


def _pages(conn: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    found = conn.execute(select(table).execution_options(yield_per=PAGE))
    for page in found.mappings().partitions(PAGE):
        yield [dict(row) for row in page]
