"""Telling somebody something, and who has seen it."""

import pytest

from contract.ids import new_id
from contract.notices import AcknowledgeNotice
from server.notices.tables import NOTICES
from tests.server.drawers.house import ABENA, AKOSUA, EFUA, FLOAT, KOJO, House, done, refused


@pytest.fixture
def notice(house: House) -> str:
    """The opening of Efua's drawer differed: she and the managers of Makola are told."""
    house.open(counted={**FLOAT, "1000": 19})
    return str(house.said("notice")[0]["notice"])


def test_a_notice_goes_to_its_audience(house: House, notice: str) -> None:
    assert [user for user in (EFUA, KOJO, AKOSUA, ABENA) if ("notice", notice) in house.snapshot(user)] == [
        EFUA,
        AKOSUA,
    ]
    row = house.row(NOTICES, notice)
    assert (row.code, row.level, row.params["amount"]) == ("opening_difference", "warn", -1000)


def test_who_has_seen_it_is_told_to_the_same_people(house: House, notice: str) -> None:
    for user in (AKOSUA, EFUA, AKOSUA):
        done(house.run(AcknowledgeNotice(notice=notice), user))
    assert house.row(NOTICES, notice).seen_by == [AKOSUA, EFUA]
    assert house.said("notice") == []


def test_who_was_not_told_cannot_have_seen_it(house: House, notice: str) -> None:
    for user in (KOJO, ABENA):
        assert refused(house.run(AcknowledgeNotice(notice=notice), user)) == "notice_unknown"
    assert refused(house.run(AcknowledgeNotice(notice=new_id()))) == "notice_unknown"
