"""Rows written and read past the statement compiler come back as they went, on both databases."""

import math
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Connection, Integer, LargeBinary, MetaData, String, Table, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from server.core.store import Row, Store
from server.db import bulk
from server.db.bulk import SILENT_S, Bulk, Write, by_key, fetch, fetch_behind, send_commit, write
from server.db.columns import Json, json_text
from server.db.engine import open_engine

THINGS = Table(
    "things",
    MetaData(),
    Column("id", String(8), primary_key=True),
    Column("transaction", String(40), nullable=False),
    Column("amount", BigInteger, nullable=True),
    Column("n", Integer, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("lines", Json, nullable=True),
)
SALTS = Table("salts", MetaData(), Column("n", Integer, primary_key=True), Column("salt", LargeBinary, nullable=False))


class Thing(Row):
    id: str
    transaction: str
    amount: int | None
    n: int
    late: bool
    lines: Any


STORE = Store(THINGS, Thing, key="id")
ODD = "Ɔdɔ %s ? \\ \" ' \n {}"
ROWS = [
    Thing(id="a", transaction=ODD, amount=10**18, n=-1, late=True, lines={"b": [1, "x", None], "a": {"20000": 2}}),
    Thing(id="b", transaction="", amount=None, n=0, late=False, lines=None),
]


@pytest.fixture
def conn(database_url: str) -> Iterator[Connection]:
    engine = open_engine(database_url)
    with engine.execution_options(coastal_write=True).begin() as made:
        THINGS.metadata.create_all(made)
        SALTS.metadata.create_all(made)
        yield made
    engine.dispose()


def test_what_was_written_is_read_and_changed(conn: Connection) -> None:
    STORE.insert(conn, ROWS)
    assert STORE.fetch(conn, ["a", "b", "nobody"]) == {row.id: row for row in ROWS}
    assert STORE.fetch(conn, []) == {}
    changed = Thing(id="b", transaction="now", amount=-5, n=7, late=True, lines=[["x", "debit", 5]])
    STORE.update(conn, [changed])
    assert STORE.fetch(conn, ["b", "a"]) == {"a": ROWS[0], "b": changed}
    read = STORE.fetch(conn, ["b"])["b"]
    assert read.late is True, "a truth value is one, not a number that is equal to it"


def test_the_statement_compiler_reads_the_same(conn: Connection) -> None:
    """Verify and the readers use the expression language: both ways must mean the same bytes."""
    STORE.insert(conn, ROWS)
    rows = conn.execute(select(*STORE.columns).order_by(THINGS.c.id)).mappings().all()
    assert [STORE.make(row) for row in rows] == ROWS
    raw = conn.exec_driver_sql("SELECT lines FROM things WHERE id = 'a'").scalar_one()
    assert raw == '{"a":{"20000":2},"b":[1,"x",null]}'


def test_bytes_and_many_rows(conn: Connection) -> None:
    salts = Bulk(SALTS, ["n", "salt"])
    made = [{"n": n, "salt": bytes([n % 256, 0, 255]), "beside": "not a column"} for n in range(2_000)]
    write(conn, [Write(salts, True, made)])
    rows = conn.execute(select(SALTS.c.n, SALTS.c.salt).order_by(SALTS.c.n)).all()
    assert [(row.n, bytes(row.salt)) for row in rows] == [(item["n"], item["salt"]) for item in made]


def test_a_key_that_is_there_is_refused(conn: Connection) -> None:
    STORE.insert(conn, ROWS)
    with pytest.raises(IntegrityError):
        STORE.insert(conn, ROWS[:1])


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_nothing_is_cut_silently(conn: Connection) -> None:
    long = Thing(id="far too long", transaction="", amount=0, n=0, late=False, lines=None)
    with pytest.raises(DBAPIError):
        STORE.insert(conn, [long])


def test_several_tables_are_read_and_written_at_once(conn: Connection) -> None:
    salts = Bulk(SALTS, ["n", "salt"], "n")
    write(conn, [Write(STORE.bulk, True, ROWS), Write(salts, True, [{"n": 1, "salt": b"x"}]), Write(salts, False, [])])
    changed = Thing(id="b", transaction="now", amount=-5, n=7, late=True, lines=None)
    third = Thing(id="c", transaction="", amount=0, n=0, late=False, lines=[])
    write(conn, [Write(STORE.bulk, False, [changed]), Write(STORE.bulk, True, [third])])
    things, none, again = fetch(conn, [(STORE.bulk, ["b", "c"]), (STORE.bulk, ["nobody"]), (STORE.bulk, ["a"])])
    assert STORE.rows_of(things) == {"b": changed, "c": third}
    assert none == []
    assert STORE.rows_of(again) == {"a": ROWS[0]}


def test_what_is_sent_with_its_commit_fails_with_it(database_url: str) -> None:
    engine, passed = open_engine(database_url), []
    with engine.execution_options(coastal_write=True).begin() as conn:
        THINGS.metadata.create_all(conn)
    with engine.execution_options(coastal_write=True).connect() as conn:
        with conn.begin():
            send_commit(conn, [Write(STORE.bulk, True, ROWS[:1])], lambda: passed.append("a"))()
        assert not conn.in_transaction()
        with pytest.raises(IntegrityError), conn.begin():
            send_commit(conn, [Write(STORE.bulk, True, [ROWS[1], ROWS[0]])], lambda: passed.append("b"))()
        with conn.begin():
            send_commit(conn, [Write(STORE.bulk, True, [])], lambda: passed.append("none"))()
        assert "none" in passed
    with engine.connect() as conn:
        assert set(STORE.fetch(conn, ["a", "b"])) == {"a"}
    engine.dispose()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_the_write_path_finds_rows_by_their_key_in_a_small_table_too(database_url: str) -> None:
    engine = open_engine(database_url)
    with by_key(engine.connect()) as conn, conn.begin():
        THINGS.metadata.create_all(conn)
        STORE.insert(conn, ROWS)
        plan = (
            conn.exec_driver_sql("EXPLAIN " + STORE.bulk.updates[1].replace("$1", "%s"), (json_text(ROWS),))
            .scalars()
            .all()
        )
        assert any("Index Scan using things_pkey" in line for line in plan), plan
        assert not any("Seq Scan" in line for line in plan), plan
    engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize(("bound_s", "patience_s"), [(7, 7 + SILENT_S), (0, math.inf)])
def test_the_write_path_waits_a_little_longer_than_a_statement_may_take(
    postgres_url: str, bound_s: int, patience_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And who lets a statement take for ever waits for ever. Other connections do."""
    asked: list[float] = []
    exchange = bulk.exchange
    monkeypatch.setattr(bulk, "exchange", lambda *given: asked.append(given[3]) or exchange(*given))
    engine = open_engine(f"{postgres_url}?options=-c%20statement_timeout%3D{bound_s}s")
    for made in (lambda conn: conn, by_key):
        with made(engine.connect()) as conn:
            fetch_behind(conn, "SELECT 1", ())
    engine.dispose()
    assert asked == [math.inf, patience_s]
