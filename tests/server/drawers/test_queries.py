"""The replica law for a till's day: who followed the feed holds what a fresh snapshot holds."""

from collections.abc import Iterator

import pytest

from contract.approvals import ApproveRequest, DeclineRequest, ExpireRequests
from contract.drawers import ContinueDrawer, FundVault
from contract.ids import new_id
from contract.notices import AcknowledgeNotice
from tests.server.drawers import house as h
from tests.server.drawers.house import ABENA, AKOSUA, DRAWER, EFUA, FLOAT, KOJO, MAKOLA, SYSTEM, House, asked
from tests.server.drawers.replica import Replica


def _day(house: House) -> Iterator[object]:
    house.limit = 500_00
    session = house.open()
    yield session
    yield house.run(h.deposit(150_00, {"20000": 1}, {"5000": 1}))
    yield house.run(h.deposit(150_00, {"20000": 1}))
    first = house.run(h.deposit(600_00, {"20000": 3}))
    yield first
    yield house.run(DeclineRequest(request=asked(first).request, reason="who is this"), AKOSUA)
    over = h.withdraw(600_00, {"10000": 6})
    house.limit = 100_00
    yield house.run(h.deposit(100_00, {"10000": 1}))
    second = house.run(h.withdraw(120_00, {"10000": 1, "1000": 2}))
    yield second
    yield house.run(ExpireRequests(requests=(asked(second).request,)), SYSTEM)
    house.wait(16)
    yield house.run(ExpireRequests(requests=(asked(second).request,)), SYSTEM)
    yield house.run(over)
    yield house.run(ContinueDrawer(session=session), device=new_id())
    house.lease[EFUA] = h.Lease(session=session, number=2)
    yield house.count(FLOAT)
    yield house.count(FLOAT)
    third = house.close(reason="lost track")
    yield third
    yield house.run(ApproveRequest(request=asked(third).request), AKOSUA)
    yield house.run(h.deposit(5_00, {"500": 1}, taken_offline=True))
    yield house.run(FundVault(branch=MAKOLA, currency="GHS", pieces={"20000": 1}), SYSTEM)
    yield house.open(KOJO, {"10000": 1})


@pytest.mark.parametrize("user", [EFUA, KOJO, AKOSUA, ABENA], ids=["efua", "kojo", "akosua", "abena"])
def test_a_follower_holds_what_a_fresh_snapshot_holds(house: House, user: str) -> None:
    replica = Replica(house, user)
    for _ in _day(house):
        replica.follow()
        assert replica.differs() == []
    notices = [key for topic, key in replica.held if topic == "notice"]
    for notice in notices:
        house.run(AcknowledgeNotice(notice=notice), user)
        replica.follow()
    assert replica.differs() == []
    assert bool(notices) is (user != ABENA)
    assert house.differences() == []


def test_another_branch_sees_nothing_of_the_till(house: House) -> None:
    house.open()
    house.count(FLOAT)
    assert house.snapshot(ABENA) == {}
    assert ("drawer", DRAWER) in house.snapshot(KOJO)
