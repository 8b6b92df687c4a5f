"""What a close leaves is kept, summed by person, told to whom it concerns; late cash explains it."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from contract.approvals import ApproveRequest
from contract.drawers import RefuseOpening
from contract.ids import new_id
from contract.ledger import Cash
from contract.money import Money
from contract.variances import AcceptVariance, RecoverVariance, ReturnVariance, WriteOffVariance
from contract.vault import ConfirmCash, CountVault
from server.variances.tables import OVER_SHORTS, VARIANCES, OverShortRow
from tests.server.drawers.house import (
    ABENA,
    ACCOUNT,
    AKOSUA,
    EFUA,
    FLOAT,
    KOJO,
    VAULT,
    YAW,
    House,
    asked,
    deposit,
    done,
    refused,
    withdraw,
)
from tests.server.drawers.replica import Replica
from tests.server.variances.roads import off_by, row, second_drawer
from tests.server.vault.roads import SAFE, receive, send, till


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


def explained(house: House) -> None:
    """Every pesewa on the accounts of differences belongs to a variance that somebody can settle."""
    with house.engine.connect() as conn:
        rows = [VARIANCES.make(row) for row in conn.execute(select(*VARIANCES.columns)).mappings()]
    for code, detail in (("1420", "04"), ("1430", ""), ("1440", "")):
        assert house.balance(code, detail) == -sum(row.rest for row in rows if row.account == code), code
    assert house.differences() == []


def settle(house: House, key: str, who: str = YAW) -> None:
    gone = WriteOffVariance(variance=key, transaction=new_id(), reason="Not found")
    done(house.run(ApproveRequest(request=asked(house.run(gone, who)).request), AKOSUA))
    explained(house)
    assert row(house, key).state == "settled"


def test_what_the_vault_lacks_is_accepted_by_somebody_else_and_written_off(house: House) -> None:
    count = CountVault(
        transfer=new_id(), currency="GHS", counted={**VAULT, "20000": 98}, second=KOJO, reason="Two are missing"
    )
    done(house.run(count, YAW))
    done(house.run(ConfirmCash(transfer=count.transfer), KOJO))
    found = row(house, count.transfer)
    assert (found.amount, found.origin, found.account, found.state) == (-400_00, "vault", "1430", "recorded")
    explained(house)
    boss = house.people[AKOSUA].permissions
    house.people[KOJO] = replace(house.people[KOJO], permissions=boss)
    assert refused(house.run(AcceptVariance(variance=found.id), KOJO)) == "maker_is_checker", "who counted it, too"
    done(house.run(AcceptVariance(variance=found.id), AKOSUA))
    assert house.said("over_short") == [], "nobody's own shortage"
    settle(house, found.id, KOJO)


def test_what_a_transfer_lost_is_settled(house: House) -> None:
    house.open()
    moved = send(till(), SAFE, {"1000": 5})
    done(house.run(moved))
    done(receive(house, moved.transfer, {"1000": 4}, AKOSUA, KOJO, "One is missing"))
    done(house.run(ConfirmCash(transfer=moved.transfer), KOJO))
    found = row(house, moved.transfer)
    assert (found.amount, found.origin, found.account, found.drawer) == (-10_00, "transfer", "1440", "VT-0001")
    house.people[YAW] = replace(house.people[YAW], permissions=house.people[AKOSUA].permissions)
    done(house.run(AcceptVariance(variance=found.id), YAW))
    settle(house, found.id)


def test_what_an_opening_lacks_is_settled_from_the_vault_and_from_what_was_left(house: House) -> None:
    house.open(counted={**FLOAT, "5000": 9})
    (vaults,) = house.said("variance")
    assert (vaults["amount"], vaults["origin"], vaults["state"]) == (-50_00, "opening", "recorded")
    assert row(house, vaults["variance"]).account == "1430"
    house.count({**FLOAT, "5000": 9})
    done(house.close())
    house.open(counted={**FLOAT, "5000": 9, "1000": 19})
    (drawers,) = house.said("variance")
    assert (drawers["amount"], drawers["state"]) == (-10_00, "accepted"), "within the tolerance"
    assert row(house, drawers["variance"]).account == "1420"
    explained(house)
    done(house.run(AcceptVariance(variance=vaults["variance"]), AKOSUA))
    for left in (vaults, drawers):
        settle(house, left["variance"])


def test_an_opening_that_is_refused_left_nothing(tmp_path: Path) -> None:
    house = House(tmp_path, two_sign=True)
    session = house.open(counted={**FLOAT, "5000": 9})
    (left,) = house.said("variance")
    done(house.run(RefuseOpening(session=session, reason="Count it again"), AKOSUA))
    assert (row(house, left["variance"]).amount, row(house, left["variance"]).state) == (0, "settled")
    explained(house)
    house.engine.dispose()
