"""A drawer changes hands on the count that both shared: one path, nothing lost between the two."""

from contract.counts import CountKind, TakeCount, WitnessCount
from contract.drawers import TakeOverDrawer
from contract.ids import new_id
from contract.ledger import ReverseTransaction
from contract.vault import ConfirmCash
from server.drawers.tables import DRAWERS, SESSIONS
from tests.server.drawers.house import (
    AKOSUA,
    DRAWER,
    EFUA,
    FLOAT,
    FLOAT_TOTAL,
    KOJO,
    MAKOLA,
    YAW,
    House,
    deposit,
    done,
    refused,
)
from tests.server.vault.roads import SAFE, bag, denied, receive, send, till


def hand_over(house: House, counted: dict[str, int], shares: bool = True) -> tuple[str, str]:
    """Efua counts with Kojo, who shares it or not; her session and the count."""
    session, count = house.lease[EFUA].session, new_id()
    done(
        house.run(
            TakeCount(count=count, session=session, kind_of_count=CountKind.HANDOVER, counted=counted, witness=KOJO),
            EFUA,
        )
    )
    done(house.run(WitnessCount(count=count, shares=shares, reason="" if shares else "one note torn"), KOJO))
    return session, count


def take(house: House, session: str, count: str, who: str = KOJO) -> tuple[str, object]:
    new = new_id()
    return new, house.run(TakeOverDrawer(session=new, taken=session, count=count), who)


def test_the_shared_count_closes_the_one_and_opens_the_other(house: House) -> None:
    house.open()
    done(house.run(deposit(100_00, {"10000": 1})))
    counted = {**FLOAT, "10000": 11}
    session, count = hand_over(house, counted)
    new, answer = take(house, session, count)
    assert done(answer).carried_forward
    old, mine = house.row(SESSIONS, session), house.row(SESSIONS, new)
    assert (old.state, old.counted_pieces, mine.state, mine.cashier) == ("closed", counted, "open", KOJO)
    assert mine.opening == FLOAT_TOTAL + 100_00
    assert mine.lease == old.lease + 1, "receipt numbers go on"
    drawer = house.row(DRAWERS, DRAWER)
    assert (drawer.session, drawer.cashier) == (new, KOJO)
    assert refused(house.run(deposit(100_00, {"10000": 1}))) == "drawer_not_open"
    assert house.differences() == []


def test_a_difference_within_the_tolerance_is_the_givers(house: House) -> None:
    house.open()
    session, count = hand_over(house, {**FLOAT, "100c": 45})
    new, answer = take(house, session, count)
    done(answer)
    (variance,) = house.said("variance")
    assert (variance["person"], variance["amount"], variance["variance"]) == (EFUA, -5_00, session)
    assert house.row(SESSIONS, new).opening == FLOAT_TOTAL - 5_00
    assert house.balance("1420", "04") == 5_00
    assert house.differences() == []


def test_above_the_tolerance_it_is_closed_the_ordinary_way(house: House) -> None:
    house.open()
    session, count = hand_over(house, {**FLOAT, "10000": 9})
    assert refused(take(house, session, count)[1]) == "handover_differs"
    assert house.row(SESSIONS, session).state == "open"
    assert house.differences() == []


def test_what_moved_since_is_counted_again(house: House) -> None:
    house.open()
    session, count = hand_over(house, FLOAT)
    done(house.run(deposit(100_00, {"10000": 1})))
    assert refused(take(house, session, count)[1]) == "handover_moved"


def test_who_did_not_share_it_takes_nothing(house: House) -> None:
    house.open()
    session, count = hand_over(house, FLOAT, shares=False)
    assert refused(take(house, session, count)[1]) == "count_missing"
    session, count = hand_over(house, FLOAT)
    assert denied(take(house, session, count, YAW)[1]) == "open_drawer"
    assert refused(take(house, session, count, EFUA)[1]) == "not_yours"
    assert refused(take(house, session, new_id())[1]) == "count_missing"
    assert refused(take(house, new_id(), count)[1]) == "count_missing"


def test_it_is_taken_once(house: House) -> None:
    house.open()
    session, count = hand_over(house, FLOAT)
    done(take(house, session, count)[1])
    assert refused(take(house, session, count)[1]) == "drawer_not_open"


def test_an_empty_drawer_takes_nothing_from_the_vault(house: House) -> None:
    house.open()
    away = done(house.run(send(till(), SAFE, FLOAT)))
    done(receive(house, away.transfer, FLOAT, AKOSUA, YAW))
    done(house.run(ConfirmCash(transfer=away.transfer), YAW))
    vault = bag(house, f"vault:{MAKOLA}:GHS")
    session, count = hand_over(house, {})
    new, answer = take(house, session, count)
    assert done(answer).carried_forward
    assert (house.row(SESSIONS, new).opening, bag(house, f"vault:{MAKOLA}:GHS")) == (0, vault)
    assert (house.balance("1430"), house.balance("1010", "04")) == (0, 0)
    assert house.differences() == []


def test_what_does_not_open_does_not_close_either(house: House) -> None:
    session = house.open()
    counted = {**FLOAT, "100c": 45}
    _, count = hand_over(house, counted)
    before = (bag(house, f"drawer:{DRAWER}"), house.balance("1010", "04"), house.balance("1420", "04"))
    again = TakeOverDrawer(session=session, taken=session, count=count)
    assert refused(house.run(again, KOJO)) == "already_there"
    assert house.row(SESSIONS, session).state == "open"
    assert (bag(house, f"drawer:{DRAWER}"), house.balance("1010", "04"), house.balance("1420", "04")) == before
    done(take(house, session, count)[1])
    (booked,) = house.said("transaction")
    assert (booked["kind"], booked["amount"]) == ("variance", 5_00)
    undo = ReverseTransaction(transaction=new_id(), original=booked["transaction"], reason="mine")
    assert refused(house.run(undo, AKOSUA)) == "not_reversible"
    assert house.differences() == []
