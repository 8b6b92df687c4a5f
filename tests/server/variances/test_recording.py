"""What a close leaves is kept, summed by person, told to whom it concerns; late cash explains it."""

import pytest
from msgspec.structs import replace

from contract.approvals import ApproveRequest
from contract.ids import new_id
from contract.ledger import Cash
from contract.money import Money
from contract.variances import RecoverVariance, ReturnVariance
from server.variances.tables import OVER_SHORTS, OverShortRow
from tests.server.drawers.house import (
    ABENA,
    ACCOUNT,
    AKOSUA,
    EFUA,
    FLOAT,
    KOJO,
    YAW,
    House,
    asked,
    deposit,
    done,
    withdraw,
)
from tests.server.drawers.replica import Replica
from tests.server.variances.roads import off_by, row, second_drawer


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


def test_what_late_cash_makes_of_it_is_not_what_was_accepted(house: House) -> None:
    short = off_by(house, {"100c": -1})
    assert row(house, short).state == "accepted", "within the tolerance"
    done(house.run(deposit(400_00, {"20000": 2}, taken_offline=True)))
    assert (row(house, short).amount, row(house, short).state) == (-401_00, "recorded")


def test_what_was_recovered_for_a_shortage_that_was_none_is_owed_back(house: House) -> None:
    short = off_by(house, {"10000": -1})
    lease = house.lease[EFUA]
    second_drawer(house, KOJO)
    first = RecoverVariance(variance=short, transaction=new_id(), amount=Money(60_00, "GHS"), cash=Cash(received={"1000": 6}),
                            reason="From wages")  # fmt: skip
    request = asked(house.run(first, KOJO)).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    done(house.run(replace(first, permit=request), KOJO))
    done(house.run(replace(withdraw(100_00, {"10000": 1}), paid_offline=True), lease=lease))
    fact = house.said("variance")[0]
    assert (fact["amount"], fact["left"], fact["state"]) == (0, 60_00, "accepted")
    assert house.balance("1420", "04") == -60_00, "what the books hold for somebody"
    back = ReturnVariance(
        variance=short, transaction=new_id(), amount=Money(60_00, "GHS"), account=ACCOUNT, reason="Hers"
    )
    done(house.run(ApproveRequest(request=asked(house.run(back, YAW)).request), AKOSUA))
    assert (row(house, short).state, row(house, short).left, house.balance("1420", "04")) == ("settled", 0, 0)
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
