"""Rows come back by key, many with one query."""

from pathlib import Path

import pytest
from sqlalchemy import insert

from server.core.store import Row, Store
from server.db.engine import open_engine
from server.db.metadata import metadata
from tests.server.core import toy
from tests.support.statements import statements


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
