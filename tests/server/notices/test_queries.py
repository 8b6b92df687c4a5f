"""A snapshot's notices are those that ``may_see`` would show, and only the newest."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select

from contract.ids import new_id
from contract.permissions import Permission
from server.core.audience import Reader, may_see
from server.db.metadata import metadata
from server.notices import queries
from server.notices.handlers import audience_of
from server.notices.tables import NOTICES, NoticeRow, notices
from tests.server.drawers.house import AKOSUA, FLOAT, House

PEOPLE, BRANCHES = [new_id() for _ in range(3)], ["", new_id(), new_id()]
RIGHTS = ["", Permission.DECIDE.value, Permission.READ_NOTICES.value]


@st.composite
def told(draw: st.DrawFn) -> NoticeRow:
    return NoticeRow(id=new_id(), level="info", code="x", at="2026", params={}, branch=draw(st.sampled_from(BRANCHES)),
                     permission=draw(st.sampled_from(RIGHTS)),
                     people=draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True)))  # fmt: skip


@settings(max_examples=40)
@given(
    st.lists(told(), min_size=1, max_size=6, unique_by=lambda row: row.id),
    st.sampled_from(PEOPLE),
    st.sampled_from(BRANCHES[1:]),
    st.sets(st.sampled_from(RIGHTS[1:])),
    st.booleans(),
)
def test_the_condition_says_what_may_see_says(
    rows: list[NoticeRow], user: str, branch: str, rights: set[str], everywhere: bool
) -> None:
    reader = Reader(user, branch, frozenset(rights), everywhere)
    engine = create_engine("sqlite://")
    with engine.begin() as conn:
        metadata.create_all(conn, tables=[notices])
        conn.execute(insert(notices), [msgspec.structs.asdict(row) for row in rows])
        found = set(conn.scalars(select(notices.c.id).where(queries.visible(reader))))
    engine.dispose()
    assert found == {row.id for row in rows if may_see(reader, audience_of(row))}


def test_a_snapshot_does_not_grow_for_ever(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "NEWEST_MAX", 2)
    keys = []
    for count in range(4):
        house.open(counted={**FLOAT, "100c": 50 - count - 1})
        keys.append(house.said("notice")[0]["notice"])
        house.count({**FLOAT, "100c": 50 - count - 1})
        house.close()
    assert [key for topic, key in house.snapshot(AKOSUA) if topic == "notice"] == sorted(keys)[-2:]
    assert len(house.row(NOTICES, keys[0]).people) == 1
