"""Everybody who works with accounts has all branches in the snapshot."""

import msgspec

from server.branches.queries import last_close, sources
from server.branches.tables import day_reports
from tests.server.room_kit import ABENA, EFUA, MAKOLA, OSU, Kit


def test_all_branches_in_pages(kit: Kit) -> None:
    source = sources()[0]
    for user in (EFUA, ABENA):
        assert set(kit.snapshot(user, source, page=1)) == {MAKOLA, OSU}


def test_without_the_right_there_is_nothing(kit: Kit) -> None:
    kit.people[EFUA] = msgspec.structs.replace(kit.people[EFUA], permissions=frozenset())
    assert kit.snapshot(EFUA, sources()[0]) == {}


def test_a_day_begins_after_the_last_close_before_it(kit: Kit) -> None:
    with kit.engine.begin() as conn:
        assert last_close(conn, MAKOLA, "2026-11-24") == 0
        for branch, day, seq in (
            (MAKOLA, "2026-11-22", 7),
            (MAKOLA, "2026-11-23", 19),
            (MAKOLA, "2026-11-24", 40),
            (OSU, "2026-11-23", 50),
        ):
            conn.execute(day_reports.insert().values(id=f"{branch}:{day}", branch=branch, business_date=day, at="t", seq=seq,
                                                     closed_by="k", reason="", figures=[]))  # fmt: skip
        assert last_close(conn, MAKOLA, "2026-11-24") == 19
