"""Everybody who works with accounts has all branches in the snapshot."""

import msgspec

from server.branches.queries import sources
from tests.server.room_kit import ABENA, EFUA, MAKOLA, OSU, Kit


def test_all_branches_in_pages(kit: Kit) -> None:
    source = sources()[0]
    for user in (EFUA, ABENA):
        assert set(kit.snapshot(user, source, page=1)) == {MAKOLA, OSU}


def test_without_the_right_there_is_nothing(kit: Kit) -> None:
    kit.people[EFUA] = msgspec.structs.replace(kit.people[EFUA], permissions=frozenset())
    assert kit.snapshot(EFUA, sources()[0]) == {}
