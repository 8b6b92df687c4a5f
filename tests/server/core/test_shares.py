"""Rows of a branch come in order and in pages, to whoever holds the permission there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Table, insert

from contract.permissions import Permission
from server.core.audience import Reader
from server.core.shares import branch_rows
from server.core.store import Row, Store
from server.db.columns import Id
from server.db.engine import open_engine
from server.db.metadata import metadata
from tests.server.core import toy

boxes = Table("toy_boxes", metadata, Column("name", Id, primary_key=True), Column("branch", Id))


class BoxRow(Row, frozen=True, kw_only=True):
    name: str
    branch: str


BOXES = Store(boxes, BoxRow, key="name")
RIGHT = Permission.READ_ACCOUNTS


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[Connection]:
    engine = open_engine(toy.sqlite_url(tmp_path))
    metadata.create_all(engine)
    with engine.begin() as conn:
        rows = [{"name": f"b{n}", "branch": "osu" if n % 2 else "makola"} for n in (3, 1, 4, 0, 2, 5)]
        conn.execute(insert(boxes), rows)
        yield conn
    engine.dispose()


def reader(branch: str, *rights: Permission, everywhere: bool = False) -> Reader:
    return Reader(
        user="u", branch=branch, permissions=frozenset(right.value for right in rights), everywhere=everywhere
    )


def names(conn: Connection, who: Reader, after: str = "", limit: int = 10) -> list[str]:
    return [row.name for row in branch_rows(conn, BOXES, RIGHT, who, after, limit)]


def test_ones_branch_in_order_a_page_at_a_time(conn: Connection) -> None:
    osu = reader("osu", RIGHT)
    assert names(conn, osu) == ["b1", "b3", "b5"]
    assert names(conn, osu, limit=2) == ["b1", "b3"]
    assert names(conn, osu, after="b3") == ["b5"]
    assert names(conn, osu, after="b5") == []


def test_everything_for_those_who_act_everywhere_and_nothing_without_the_right(conn: Connection) -> None:
    assert names(conn, reader("osu", RIGHT, everywhere=True)) == [f"b{n}" for n in range(6)]
    assert names(conn, reader("osu", Permission.READ_CUSTOMERS, everywhere=True)) == []
    assert names(conn, reader("", RIGHT)) == []


def test_what_else_is_asked_for(conn: Connection) -> None:
    found = branch_rows(conn, BOXES, RIGHT, reader("osu", RIGHT), "", 10, boxes.c.name != "b3")
    assert [row.name for row in found] == ["b1", "b5"]
