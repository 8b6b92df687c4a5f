"""JSON columns: equal values are equal bytes on either database, and nothing is lost on the way."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, Text, cast, create_engine, insert, select

from server.db.columns import Json
from server.db.engine import open_engine

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
)
DIALECT = create_engine("sqlite://").dialect


def bound(value: Any) -> str | None:
    return Json().process_bind_param(value, DIALECT)


@given(VALUES)
def test_what_is_stored_is_read(value: Any) -> None:
    assert Json().process_result_value(bound(value), DIALECT) == value


@given(st.dictionaries(st.text(max_size=4), st.integers(), min_size=2, max_size=5))
def test_the_order_of_keys_does_not_show(value: dict[str, int]) -> None:
    assert bound(dict(reversed(value.items()))) == bound(value)
    assert bound({"outer": dict(reversed(value.items()))}) == bound({"outer": value})


@pytest.mark.parametrize("value", [None, {"20000": 3, "200c": 1}, ["ž", 1, False]])
def test_in_a_real_table(database_url: str, value: Any) -> None:
    metadata = MetaData()
    table = Table("papers", metadata, Column("id", Integer, primary_key=True), Column("content", Json))
    engine = open_engine(database_url)
    metadata.create_all(engine)
    with engine.begin() as conn:
        conn.execute(insert(table), {"id": 1, "content": value})
        assert conn.execute(select(table.c.content)).scalar_one() == value
        assert conn.execute(select(cast(table.c.content, Text))).scalar_one() == bound(value)
    engine.dispose()
