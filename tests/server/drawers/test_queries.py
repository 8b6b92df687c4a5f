"""The replica law for a till's day: who followed the feed holds what a fresh snapshot holds."""

from collections.abc import Iterator

import pytest

from contract.approvals import ApproveRequest, DeclineRequest, ExpireRequests
from contract.drawers import ContinueDrawer, DeclineFloat, DrawerBefore, FundVault, OpenDrawer, RefuseOpening
from contract.ids import new_id
from contract.notices import AcknowledgeNotice
from server.drawers import queries
from server.drawers.tables import DRAWERS
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
    far_off = OpenDrawer(session=new_id(), drawer=DRAWER, counted={"10000": 1})
    yield house.run(far_off, KOJO)
    yield house.run(far_off, KOJO)


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


def _before(house: House, user: str) -> DrawerBefore:
    with house.engine.connect() as conn:
        return queries.before(conn, house.reader(user), house.row(DRAWERS, DRAWER))


def test_how_a_drawer_was_left_is_told_without_what_lies_in_it(house: House) -> None:
    assert _before(house, KOJO) == DrawerBefore()
    session = house.open()
    assert _before(house, KOJO) == DrawerBefore(left_in=house.row(DRAWERS, DRAWER).carried_forward), "it goes on"
    house.count({**FLOAT, "100c": 49})
    h.done(house.close(reason="A coin"))
    seen = _before(house, KOJO)
    assert (seen.session, seen.cashier, seen.left_in) == (session, EFUA, True)
    assert (seen.variance, seen.own_number) == (None, ""), "another cashier's difference is not theirs to know"
    assert _before(house, AKOSUA).variance == -1_00
    own = _before(house, EFUA)
    assert (own.variance, own.own_number, own.own_date) == (-1_00, "04", h.DAY)


def test_a_refused_opening_is_no_close(house: House) -> None:
    house.open(KOJO)
    house.count(FLOAT, KOJO)
    h.done(house.close(KOJO))
    session = house.open()
    h.done(house.run(DeclineFloat(session=session, reason="Strap 7")))
    h.done(house.run(RefuseOpening(session=session, reason="Back"), AKOSUA))
    assert _before(house, EFUA).cashier == KOJO
    assert _before(house, EFUA).own_number == ""
