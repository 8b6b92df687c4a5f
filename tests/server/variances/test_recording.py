"""What a close leaves is kept, summed by person, told to whom it concerns; late cash explains it."""

import pytest

from server.variances.tables import OVER_SHORTS, OverShortRow
from tests.server.drawers.house import ABENA, AKOSUA, EFUA, FLOAT, KOJO, House, deposit, done
from tests.server.drawers.replica import Replica
from tests.server.variances.roads import off_by, row


def sums(house: House) -> OverShortRow:
    return house.row(OVER_SHORTS, f"{EFUA}:GHS")


def test_each_close_that_is_off_counts_and_one_that_agrees_does_not(house: House) -> None:
    off_by(house, {"1000": -1})
    house.open(EFUA, {**FLOAT, "1000": 19})
    house.count({**FLOAT, "1000": 19})
    done(house.close())
    assert (sums(house).over, sums(house).short, sums(house).count) == (0, 10_00, 1)


def test_late_cash_explains_a_surplus_and_the_persons_sum_follows(house: House) -> None:
    session = house.open()
    lease = house.lease[EFUA]
    house.count({**FLOAT, "1000": 21})
    done(house.close(reason="A note too many"))
    assert row(house, session).amount == 10_00
    done(house.run(deposit(10_00, {"1000": 1}, taken_offline=True), lease=lease))
    assert (row(house, session).amount, row(house, session).state) == (0, "settled")
    assert (sums(house).over, sums(house).count) == (0, 1)
    assert house.differences() == []


@pytest.mark.parametrize("user", [EFUA, KOJO, AKOSUA, ABENA], ids=["efua", "kojo", "akosua", "abena"])
def test_a_follower_holds_what_a_fresh_snapshot_holds(house: House, user: str) -> None:
    replica = Replica(house, user)
    house.open()
    lease = house.lease[EFUA]
    replica.follow()
    for step in (
        lambda: house.count({**FLOAT, "1000": 21}),
        lambda: done(house.close(reason="More")),
        lambda: done(house.run(deposit(10_00, {"1000": 1}, taken_offline=True), lease=lease)),
    ):
        step()
        replica.follow()
        assert replica.differs() == []
    assert (("over_short", f"{EFUA}:GHS") in replica.held) is (user in (EFUA, AKOSUA))
