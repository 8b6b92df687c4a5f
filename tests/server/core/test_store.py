"""Rows come back by key, many with one query."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import BigInteger, Column, Integer, Table, insert

from server.core.store import Log, Row, Store
from server.db.bulk import write
from server.db.columns import Id, Json, Name
from server.db.engine import open_engine
from server.db.metadata import metadata
from tests.server.core import toy
from tests.support.statements import statements

tills = Table(
    "toy_tills",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Name, nullable=False),
    Column("pieces", Json, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("seen", Integer, nullable=True),
)


class TillRow(Row, frozen=True, kw_only=True):
    id: str
    name: str = "it's"
    pieces: dict[str, int] = {}
    amount: int = 0
    seen: int | None = None


TILLS = Store(tills, TillRow, key="id", moving=("pieces", "amount"))


def test_what_is_left_out_as_a_default_is_written_as_one_and_only_what_moved_is_written_again(
    database_url: str,
) -> None:
    engine = open_engine(database_url)
    metadata.create_all(engine, tables=[tills])
    replace = msgspec.structs.replace
    with engine.execution_options(coastal_write=True).begin() as conn:
        before = {key: TillRow(id=key) for key in ("a", "b", "c")}
        before["b"] = TillRow(id="b", name="", pieces={"100": 1}, amount=100, seen=0)
        write(conn, TILLS.writes(before, dict.fromkeys(before)))
        assert TILLS.fetch_all(conn) == before
        moved = replace(before["b"], pieces={}, amount=0)
        renamed = replace(before["c"], name="it's mine", amount=7, seen=1)
        after = {"b": moved, "c": renamed, "d": TillRow(id="d", seen=3)}
        parts = TILLS.writes(after, {**before, "d": None})
        assert [(part.new, part.bulk.names, len(part.records)) for part in parts] == [
            (True, TillRow.__struct_fields__, 1),
            (False, TillRow.__struct_fields__, 1),
            (False, ("id", "pieces", "amount"), 1),
        ]
        write(conn, parts)
        assert TILLS.fetch_all(conn) == before | after
    engine.dispose()


def test_a_default_that_would_look_like_nothing_is_found_when_the_store_is_made() -> None:
    class Wrong(Row, frozen=True, kw_only=True):
        id: str
        total: int = 7

    with pytest.raises(ValueError, match="would look alike"):
        Store(toy.tallies, Wrong, key="id")


def test_rows_that_the_journal_hashes_have_no_defaults() -> None:
    class Wrong(Row, frozen=True, kw_only=True):
        seq: int
        n: int
        tally: str = ""

    with pytest.raises(ValueError, match="Wrong has defaults"):
        Log(toy.ticks, Wrong)


def test_many_rows_with_one_query(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    engine = open_engine(toy.sqlite_url(tmp_path))
    metadata.create_all(engine)
    with engine.begin() as conn:
        conn.execute(insert(toy.tallies), [{"id": f"k{n}", "total": n} for n in range(40)])
        asked = statements(monkeypatch, engine)
        found = toy.TALLIES.fetch(conn, [f"k{n}" for n in range(0, 80, 2)])
        assert len(asked) == 1
        assert sorted(found) == sorted(f"k{n}" for n in range(0, 40, 2))
        assert found["k4"] == toy.TallyRow(id="k4", total=4)
        assert toy.TALLIES.key_of(found["k4"]) == "k4"
        assert len(toy.TALLIES.fetch_all(conn)) == 40
    engine.dispose()


def test_more_keys_than_one_query_takes(tmp_path: Path) -> None:
    engine = open_engine(toy.sqlite_url(tmp_path))
    metadata.create_all(engine)
    with engine.begin() as conn:
        conn.execute(insert(toy.tallies), [{"id": f"k{n}", "total": n} for n in range(501)])
        assert toy.TALLIES.fetch(conn, [f"k{n}" for n in range(502)]) == toy.TALLIES.fetch_all(conn)
        assert toy.TALLIES.fetch(conn, []) == {}
    engine.dispose()


def test_a_row_that_names_no_column_is_found_when_the_store_is_made() -> None:
    class Wrong(Row, frozen=True, kw_only=True):
        id: str
        sum_of_all: int

    with pytest.raises(KeyError, match="sum_of_all"):
        Store(toy.tallies, Wrong, key="id")
