"""The first step of a transfer: two people at the vault, nothing of either side on the road, a refusal that restores."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from contract.ids import new_id
from contract.vault import ConfirmCash, MoveState, Place, ReceiveCash, RefuseCash, SendCash, Where
from server.drawers.tables import BAGS
from tests.server.drawers.house import (
    ABENA,
    AKOSUA,
    DRAWER,
    EFUA,
    FLOAT_TOTAL,
    KOJO,
    MAKOLA,
    VAULT,
    YAW,
    House,
    codes,
    done,
    drawer,
    refused,
)
from tests.server.drawers.replica import Replica
from tests.server.vault.roads import BANK, SAFE, bag, receive, send, till


def test_the_vault_moves_only_when_the_second_person_says_so(house: House) -> None:
    house.open()
    before = house.balance("1020")
    moved = done(house.run(send(SAFE, till(), {"20000": 10}, YAW), AKOSUA))
    assert (moved.state, moved.number) == (MoveState.PROPOSED, "VT-0001")
    assert house.balance("1020") == before
    assert codes(house.seen(YAW)) == ["vault_confirm"]
    confirm = ConfirmCash(transfer=moved.transfer)
    assert refused(house.run(confirm, AKOSUA)) == "same_person"
    assert refused(house.run(confirm, KOJO)) == "not_yours"
    assert done(house.run(confirm, YAW)).state is MoveState.SENT
    assert house.balance("1020") == before - 200_000
    assert house.balance("1030") == 200_000
    assert bag(house, f"transit:{MAKOLA}:GHS") == {"20000": 10}
    assert house.balance("1010", "04") == FLOAT_TOTAL, "it belongs to neither"
    assert codes(house.seen(EFUA)) == ["cash_sent"]
    assert house.differences() == []


@pytest.mark.parametrize(
    ("maker", "second", "code"),
    [
        (AKOSUA, None, "second_missing"),
        (AKOSUA, AKOSUA, "same_person"),
        (AKOSUA, EFUA, "same_person"),
        (AKOSUA, ABENA, "second_unfit"),
        (AKOSUA, new_id(), "second_unfit"),
        (KOJO, YAW, "not_permitted"),
    ],
    ids=["nobody", "oneself", "the receiver", "of another branch", "nobody known", "no custodian"],
)
def test_who_the_two_people_may_be(house: House, maker: str, second: str | None, code: str) -> None:
    house.open()
    assert refused(house.run(send(SAFE, till(), {"20000": 1}, second), maker)) == code


def test_neither_of_the_two_who_sent_it_says_alone_that_it_is_back(house: House) -> None:
    house.open()
    before = house.balance("1020")
    moved = done(house.run(send(SAFE, till(), {"20000": 10}, YAW), AKOSUA))
    done(house.run(ConfirmCash(transfer=moved.transfer), YAW))
    for who in (AKOSUA, YAW):
        assert refused(house.run(RefuseCash(transfer=moved.transfer, reason="Too much"), who)) == "same_person"
    assert house.balance("1020") == before - 2_000_00
    done(house.run(RefuseCash(transfer=moved.transfer, reason="Too much"), EFUA))
    assert house.balance("1020") == before


def test_a_first_word_of_somebody_who_has_left_or_keeps_the_vault_no_more_opens_nothing(house: House) -> None:
    house.open()
    before = house.balance("1020")
    moved = done(house.run(send(SAFE, till(), {"20000": 10}, KOJO), AKOSUA))
    boss = house.people[AKOSUA]
    for now, code in (
        (replace(boss, active=False), "maker_disabled"),
        (replace(boss, permissions=house.people[EFUA].permissions), "not_permitted"),
    ):
        house.people[AKOSUA] = now
        assert refused(house.run(ConfirmCash(transfer=moved.transfer), KOJO)) == code
    assert house.balance("1020") == before
    house.people[AKOSUA] = boss
    assert done(house.run(ConfirmCash(transfer=moved.transfer), KOJO)).state is MoveState.SENT


def test_what_a_drawer_sends_leaves_it_at_once_and_a_refusal_restores_it(house: House) -> None:
    house.open()
    moved = done(house.run(send(till(), SAFE, {"10000": 4}), EFUA))
    assert moved.state is MoveState.SENT
    assert (house.balance("1010", "04"), house.balance("1030")) == (FLOAT_TOTAL - 40_000, 40_000)
    no = RefuseCash(transfer=moved.transfer, reason="The seal is broken")
    assert refused(house.run(no, EFUA)) == "same_person", "the sender cannot undo a hand-over alone"
    assert refused(house.run(no, KOJO)) == "not_yours"
    assert done(house.run(no, YAW)).state is MoveState.REFUSED
    assert codes(house.seen(EFUA)) == ["cash_refused"]
    assert (house.balance("1010", "04"), house.balance("1030")) == (FLOAT_TOTAL, 0)
    assert refused(house.run(no, YAW)) == "move_over"
    assert house.differences() == []


def test_a_proposal_is_taken_back_or_not_confirmed_and_nothing_has_moved(house: House) -> None:
    house.open()
    before = house.balance("1020")
    for who, state in ((AKOSUA, MoveState.WITHDRAWN), (YAW, MoveState.REFUSED)):
        moved = done(house.run(send(SAFE, till(), {"20000": 1}, YAW), AKOSUA))
        no = RefuseCash(transfer=moved.transfer, reason="Not now")
        assert refused(house.run(no, KOJO)) == "not_yours"
        assert done(house.run(no, who)).state is state
        told = ["cash_declined"] if who != AKOSUA else []
        assert codes(house.seen(AKOSUA)) == told, "of another's no, not of the own second thoughts"
        assert refused(house.run(ConfirmCash(transfer=moved.transfer), YAW)) == "move_over"
    assert house.balance("1020") == before
    assert house.differences() == []


@pytest.mark.parametrize(
    ("source", "target", "pieces", "code"),
    [
        (BANK, till(), {"20000": 1}, "places_wrong"),
        (till(), BANK, {"10000": 1}, "places_wrong"),
        (till(), till(), {"10000": 1}, "places_wrong"),
        (SAFE, Place(where=Where.DRAWER), {"20000": 1}, "places_wrong"),
        (SAFE, BANK, {}, "cash_needed"),
        (SAFE, BANK, {"7": 1}, "unknown_denomination"),
        (SAFE, BANK, {"20000": 101}, "vault_short"),
        (SAFE, till(), {"10000": 90}, "drawer_over_hard_limit"),
        (SAFE, till(new_id()), {"10000": 1}, "drawer_unknown"),
    ],
    ids=["bank to drawer", "drawer to bank", "to itself", "no drawer named", "nothing", "no money", "not there", "too much", "unknown"],
)  # fmt: skip
def test_which_roads_there_are(house: House, source: Place, target: Place, pieces: dict[str, int], code: str) -> None:
    house.open()
    maker = EFUA if source.where is Where.DRAWER else AKOSUA
    assert refused(house.run(send(source, target, pieces, YAW), maker)) == code


def test_drawer_to_drawer_needs_both_open_and_ones_own(house: House) -> None:
    other = new_id()
    done(house.run(drawer(other, "05"), AKOSUA))
    house.open()
    assert refused(house.run(send(till(), till(other), {"1000": 5}), EFUA)) == "drawer_not_open"
    house.open(KOJO, key=other)
    assert refused(house.run(send(till(), till(other), {"1000": 5}), KOJO)) == "drawer_not_yours"
    assert refused(house.run(send(till(), till(other), {"1000": 25}), EFUA)) == "pieces_short"
    moved = done(house.run(send(till(), till(other), {"1000": 5}), EFUA))
    assert done(receive(house, moved.transfer, {"1000": 5}, KOJO)).state is MoveState.RECEIVED
    assert (house.balance("1010", "04"), house.balance("1010", "05")) == (FLOAT_TOTAL - 5_000, FLOAT_TOTAL + 5_000)
    assert house.balance("1030") == 0
    assert house.differences() == []


def test_a_drawer_is_not_counted_while_something_is_on_its_way(house: House) -> None:
    session = house.open()
    moved = done(house.run(send(till(), SAFE, {"10000": 1}), EFUA))
    with pytest.raises(AssertionError, match="pending_in_drawer"):
        house.count({}, EFUA)
    done(house.run(RefuseCash(transfer=moved.transfer, reason="Later"), YAW))
    assert session
    assert house.count({"10000": 10, "5000": 10, "1000": 20, "100c": 50}).variance == 0


def test_a_lease_that_was_left_behind_sends_nothing(house: House) -> None:
    house.open()
    command = send(till(), SAFE, {"10000": 1})
    assert refused(house.run(command, EFUA, device=new_id())) == "lease_stale"


def test_replicas_of_all_who_have_a_part_follow(house: House) -> None:
    house.open()
    replicas = [Replica(house, user) for user in (EFUA, KOJO, AKOSUA, YAW, ABENA)]
    transfer = new_id()
    out = SendCash(transfer=transfer, source=SAFE, target=till(), currency="GHS", pieces={"20000": 2}, second=YAW)
    steps = (
        (out, AKOSUA),
        (ConfirmCash(transfer=transfer), YAW),
        (ReceiveCash(transfer=transfer, counted={"20000": 1}, reason="One is missing"), EFUA),
    )
    for command, who in steps:
        done(house.run(command, who))
        for replica in replicas:
            replica.follow()
            assert replica.differs() == []
    assert ("cash_move", transfer) in replicas[0].held
    assert ("cash_move", transfer) not in replicas[1].held, "what is no business of Kojo's"
    assert ("cash_move", transfer) not in replicas[4].held


def test_what_is_still_on_its_way_outlives_the_day(house: House, tmp_path: Path) -> None:
    house.open()
    moved = done(house.run(send(till(), SAFE, {"10000": 1}), EFUA))
    house.next_day()
    assert ("cash_move", moved.transfer) in house.snapshot(YAW)
    done(house.run(RefuseCash(transfer=moved.transfer, reason="Old"), YAW))
    assert ("cash_move", moved.transfer) in house.snapshot(YAW), "it ended today"


def test_the_vaults_stock_is_told_to_custodians_alone(house: House) -> None:
    house.open()
    assert house.said("stock")[0]["holder"] == f"vault:{MAKOLA}:GHS"
    assert [fact for fact in house.seen(EFUA) if fact["fact"] == "stock"] == []
    assert house.row(BAGS, f"vault:{MAKOLA}:GHS").pieces["10000"] == VAULT["10000"] - 10
    assert DRAWER
