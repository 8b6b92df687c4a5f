"""The second step: what was counted, its difference, and the vault's two people."""

from contract.vault import ConfirmCash, MoveState, RefuseCash
from tests.server.drawers.house import AKOSUA, DRAWER, EFUA, FLOAT_TOTAL, KOJO, YAW, House, codes, done, refused
from tests.server.vault.roads import BANK, SAFE, receive, send, till


def test_a_part_that_is_missing_is_booked_to_the_transfer_with_its_reason(house: House) -> None:
    house.open()
    moved = done(house.run(send(SAFE, till(), {"20000": 10}, YAW), AKOSUA))
    done(house.run(ConfirmCash(transfer=moved.transfer), YAW))
    assert refused(receive(house, moved.transfer, {"20000": 9}, EFUA)) == "reason_missing"
    assert refused(receive(house, moved.transfer, {"20000": 9}, KOJO, reason="x")) == "drawer_not_yours"
    taken = done(receive(house, moved.transfer, {"20000": 9}, EFUA, reason="One note short in the bundle"))
    assert (taken.state, taken.difference) == (MoveState.RECEIVED, -20_000)
    assert codes(house.seen(AKOSUA)) == ["transfer_difference"]
    assert (house.balance("1030"), house.balance("1440")) == (0, 20_000)
    assert house.balance("1010", "04") == FLOAT_TOTAL + 180_000
    assert refused(receive(house, moved.transfer, {"20000": 9}, EFUA)) == "move_over"
    assert house.differences() == []


def test_other_pieces_of_the_same_worth_need_a_reason_and_no_leg(house: House) -> None:
    house.open()
    moved = done(house.run(send(SAFE, till(), {"20000": 1}, YAW), AKOSUA))
    done(house.run(ConfirmCash(transfer=moved.transfer), YAW))
    assert refused(receive(house, moved.transfer, {"10000": 2}, EFUA)) == "reason_missing"
    assert done(receive(house, moved.transfer, {"10000": 2}, EFUA, reason="Two hundreds instead")).difference == 0
    assert house.balance("1440") == 0
    assert house.differences() == []


def test_the_vault_receives_by_two_people_who_are_not_the_sender(house: House) -> None:
    house.open()
    before = house.balance("1020")
    moved = done(house.run(send(till(), SAFE, {"10000": 3}), EFUA))
    for who, second, code in (
        (EFUA, YAW, "same_person"),
        (KOJO, YAW, "not_permitted"),
        (AKOSUA, None, "second_missing"),
        (AKOSUA, AKOSUA, "same_person"),
        (AKOSUA, EFUA, "same_person"),
    ):
        assert refused(receive(house, moved.transfer, {"10000": 3}, who, second)) == code
    counted = done(receive(house, moved.transfer, {"10000": 3}, AKOSUA, YAW))
    assert counted.state is MoveState.COUNTED
    assert house.balance("1020") == before, "not before the second person"
    assert refused(house.run(ConfirmCash(transfer=moved.transfer), AKOSUA)) == "not_yours"
    assert done(house.run(ConfirmCash(transfer=moved.transfer), YAW)).state is MoveState.RECEIVED
    assert (house.balance("1020"), house.balance("1030")) == (before + 30_000, 0)
    assert house.differences() == []


def test_a_count_that_the_second_person_does_not_share_is_taken_back(house: House) -> None:
    house.open()
    moved = done(house.run(send(till(), SAFE, {"10000": 3}), EFUA))
    done(receive(house, moved.transfer, {"10000": 2}, AKOSUA, YAW, "One short"))
    again = done(house.run(RefuseCash(transfer=moved.transfer, reason="There are three"), YAW))
    assert (again.state, again.difference) == (MoveState.SENT, 0)
    done(receive(house, moved.transfer, {"10000": 3}, AKOSUA, YAW))
    assert done(house.run(ConfirmCash(transfer=moved.transfer), YAW)).difference == 0


def test_to_the_bank_and_back(house: House) -> None:
    before = house.balance("1020")
    out = done(house.run(send(SAFE, BANK, {"20000": 50}, YAW), AKOSUA))
    done(house.run(ConfirmCash(transfer=out.transfer), YAW))
    assert refused(receive(house, out.transfer, {"20000": 50}, AKOSUA)) == "same_person"
    assert done(receive(house, out.transfer, {"20000": 50}, YAW)).state is MoveState.RECEIVED
    assert house.balance("1020") == before - 1_000_000
    back = done(house.run(send(BANK, SAFE, {"1000": 500}), AKOSUA))
    assert (back.state, house.balance("1030")) == (MoveState.SENT, 500_000)
    done(receive(house, back.transfer, {"1000": 500}, YAW, KOJO))
    assert done(house.run(ConfirmCash(transfer=back.transfer), KOJO)).state is MoveState.RECEIVED
    assert house.balance("1020") == before - 500_000
    assert house.balance("1030") == 0
    assert house.differences() == []
    assert DRAWER
