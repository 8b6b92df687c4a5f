"""Counts in between: pinned when taken, witnessed from another session, told blind to whoever counts blind."""

import pytest

from contract.counts import CountKind, TakeCount, WitnessCount
from contract.ids import new_id
from contract.ink import Dot, name_of, packed
from server.api.count_sheets import sheet_of
from tests.server.drawers.house import AKOSUA, EFUA, FLOAT, KOJO, SIGN, YAW, House, codes, deposit, done, refused


def take(house: House, kind: CountKind, counted: dict[str, int], witness: str | None = None) -> TakeCount:
    session = house.lease[EFUA].session
    return TakeCount(count=new_id(), session=session, kind_of_count=kind, counted=counted, witness=witness)


def test_a_surprise_is_pinned_and_witnessed_by_the_cashier_while_work_goes_on(house: House) -> None:
    house.open()
    command = take(house, CountKind.SURPRISE, {**FLOAT, "1000": 19})
    assert done(house.run(command, AKOSUA)).agrees is False
    assert codes(house.seen(EFUA)) == ["count_witness"]
    done(house.run(deposit(20_00, {"1000": 2})))
    assert refused(house.run(WitnessCount(count=command.count), KOJO)) == "not_yours"
    assert done(house.run(WitnessCount(count=command.count), EFUA)).state == "witnessed"
    assert codes(house.seen(AKOSUA)) == ["count_disagrees"]
    assert codes(house.seen(EFUA)) == []
    assert refused(house.run(WitnessCount(count=command.count), EFUA)) == "move_over"
    result = house.snapshot(AKOSUA)["count_result", command.count]
    assert (result.variance, result.expected_pieces["1000"]) == (-10_00, 20)  # type: ignore[attr-defined]
    assert ("count_result", command.count) not in house.snapshot(EFUA), "she counts blind"
    assert ("spot_count", command.count) in house.snapshot(EFUA)
    assert house.differences() == []
    assert house.balance("1420", "04") == 0, "a count books nothing"


def test_a_witness_who_does_not_share_it_says_why(house: House) -> None:
    house.open()
    command = take(house, CountKind.SURPRISE, FLOAT)
    done(house.run(command, YAW))
    assert refused(house.run(WitnessCount(count=command.count, shares=False), EFUA)) == "reason_missing"
    no = WitnessCount(count=command.count, shares=False, reason="One bundle was not opened")
    assert done(house.run(no, EFUA)).state == "disputed"


def test_a_hand_over_has_the_taker_as_witness(house: House) -> None:
    house.open()
    command = take(house, CountKind.HANDOVER, FLOAT, KOJO)
    assert done(house.run(command, EFUA)).agrees
    assert done(house.run(WitnessCount(count=command.count), KOJO)).state == "witnessed"


def test_one_denomination_tells_the_cashier_whether_and_the_manager_by_how_much(house: House) -> None:
    house.open()
    command = take(house, CountKind.MICRO, {"1000": 18})
    kept = done(house.run(command, EFUA))
    assert (kept.agrees, kept.state) == (False, "witnessed")
    (told,) = (fact for fact in house.seen(AKOSUA) if fact["fact"] == "notice")
    assert told["params"] == {"drawer": "04", "amount": -20_00, "currency": "GHS"}
    assert not any("expected" in fact or fact["fact"] == "notice" for fact in house.seen(EFUA))
    assert done(house.run(take(house, CountKind.MICRO, {"1000": 20}), EFUA)).agrees


@pytest.mark.parametrize(
    ("kind", "counted", "who", "witness", "code"),
    [
        (CountKind.SURPRISE, FLOAT, KOJO, None, "drawer_not_yours"),
        (CountKind.SURPRISE, FLOAT, EFUA, None, "same_person"),
        (CountKind.HANDOVER, FLOAT, EFUA, None, "second_missing"),
        (CountKind.HANDOVER, FLOAT, EFUA, EFUA, "same_person"),
        (CountKind.HANDOVER, FLOAT, KOJO, AKOSUA, "drawer_not_yours"),
        (CountKind.MICRO, {"1000": 1, "5000": 1}, EFUA, None, "one_denomination"),
        (CountKind.MICRO, {"7": 1}, EFUA, None, "unknown_denomination"),
    ],
)
def test_who_may_count_what(
    house: House, kind: CountKind, counted: dict[str, int], who: str, witness: str | None, code: str
) -> None:
    house.open()
    assert refused(house.run(take(house, kind, counted, witness), who)) == code


def test_a_counted_drawer_is_not_counted_in_between(house: House) -> None:
    house.open()
    house.count(FLOAT)
    assert refused(house.run(take(house, CountKind.MICRO, {"1000": 20}), EFUA)) == "drawer_not_open"


def test_a_blind_till_does_not_ask_its_stock_piece_by_piece(house: House) -> None:
    house.open()
    for count in (8, 9):
        assert not done(house.run(take(house, CountKind.MICRO, {"5000": count}), EFUA)).agrees
    assert refused(house.run(take(house, CountKind.MICRO, {"5000": 10}), EFUA)) == "counted_enough"
    assert done(house.run(take(house, CountKind.MICRO, {"1000": 20}), EFUA)).agrees, "another one may be counted"
    done(house.run(deposit(50_00, {"5000": 1})))
    assert done(house.run(take(house, CountKind.MICRO, {"5000": 11}), EFUA)).agrees, "something of it moved"


def test_the_witness_signs_on_the_pad_beneath_this_count_and_no_other(house: House) -> None:
    house.open()
    ink = packed(((Dot(1, 2, 0), Dot(30, 40, 9)),))
    counts = [take(house, CountKind.SURPRISE, FLOAT) for _ in range(2)]
    for command in counts:
        done(house.run(command, AKOSUA))
    assert refused(house.run(WitnessCount(count=counts[0].count, ink="AAAA"), EFUA)) == "ink_unfit"
    done(house.run(WitnessCount(count=counts[0].count, ink=ink), EFUA))
    assert house.said("spot_count")[0]["witness_ink"] == name_of(ink)
    assert refused(house.run(WitnessCount(count=counts[1].count, ink=ink), EFUA)) == "ink_unfit"
    paper = house.ask(lambda conn, held: sheet_of(conn, held, house.reader(AKOSUA), SIGN, counts[0].count))
    assert paper is not None and paper.witness_hand == ink
