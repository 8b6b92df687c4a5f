"""The till behind the ledger: pieces, bounds, leases, and cash that is there whatever the rules say."""

import pytest

from contract.drawers import ContinueDrawer
from contract.envelope import Lease
from contract.ids import new_id
from server.drawers.tables import BAGS, SESSIONS
from server.ledger.tables import TRANSACTIONS
from tests.server.drawers import house as h
from tests.server.drawers.house import AKOSUA, DRAWER, EFUA, FLOAT, FLOAT_TOTAL, KOJO, House, done, refused

BAG = f"drawer:{DRAWER}"


def test_change_is_given_and_every_piece_is_known(house: House) -> None:
    house.open()
    done(house.run(h.deposit(150_00, {"20000": 1}, {"5000": 1})))
    done(house.run(h.withdraw(30_00, {"1000": 3})))
    bag = house.row(BAGS, BAG)
    assert bag.pieces == {"20000": 1, "10000": 10, "5000": 9, "1000": 17, "100c": 50}
    assert bag.amount == house.balance("1010", "04") == FLOAT_TOTAL + 120_00
    assert house.differences() == []


@pytest.mark.parametrize(
    ("received", "given", "code"),
    [
        ({"20000": 1}, {}, "cash_mismatch"),
        ({}, {}, "cash_needed"),
        ({"300": 50}, {}, "unknown_denomination"),
        ({"20000": 1}, {"500": 10}, "pieces_short"),
    ],
)
def test_cash_that_does_not_add_up_is_refused_and_nothing_moves(
    house: House, received: dict[str, int], given: dict[str, int], code: str
) -> None:
    house.open()
    assert refused(house.run(h.deposit(150_00, received, given))) == code
    assert house.row(BAGS, BAG).pieces == FLOAT


def test_a_drawer_has_bounds(house: House) -> None:
    house.limit = 10**9
    session = house.open()
    done(house.run(h.deposit(4000_00, {"20000": 20})))
    assert house.said("session")[0]["limit"] == "near"
    assert refused(house.run(h.deposit(6000_00, {"20000": 30}))) == "drawer_over_hard_limit"
    done(house.run(h.deposit(6000_00, {"20000": 30}, taken_offline=True)))
    assert house.row(SESSIONS, session).limit_word == "over"
    done(house.run(h.withdraw(8000_00, {"20000": 40})))
    assert "limit" not in house.said("session")[0]


def test_whose_drawer_and_whether_it_is_open(house: House) -> None:
    session = house.open()
    lease = house.lease[EFUA]
    assert refused(house.run(h.deposit(100, {"100c": 1}), KOJO)) == "drawer_not_open"
    assert refused(house.run(h.deposit(100, {"100c": 1}), KOJO, lease=lease)) == "drawer_not_yours"
    assert refused(house.run(h.deposit(100, {"100c": 1}), device=new_id())) == "lease_stale"
    house.count(FLOAT)
    assert refused(house.run(h.deposit(100, {"100c": 1}))) == "drawer_not_open"
    assert house.row(SESSIONS, session).state == "counted"


def test_offline_cash_under_a_stale_lease_is_late_but_still_cash(house: House) -> None:
    session = house.open()
    done(house.run(ContinueDrawer(session=session), device=new_id()))
    result = done(house.run(h.deposit(50_00, {"5000": 1}, taken_offline=True), lease=Lease(session=session, number=1)))
    assert result.late
    assert house.row(BAGS, BAG).amount == FLOAT_TOTAL + 50_00
    assert house.row(SESSIONS, session).late_entries == 1
    assert house.differences() == []


def test_offline_cash_is_booked_whatever_the_books_say_of_pieces(house: House) -> None:
    house.open()
    done(house.run(h.deposit(150_00, {"20000": 1}, {"500": 10}, taken_offline=True)))
    done(house.run(h.deposit(77_05, {"20000": 9}, taken_offline=True)))
    bag = house.row(BAGS, BAG)
    assert bag.amount == FLOAT_TOTAL + 227_05
    assert min(bag.pieces.values()) > 0
    assert house.differences() == []


def test_a_late_entry_amends_the_slip_and_never_touches_the_cash(house: House) -> None:
    session = house.open()
    counted = {**FLOAT, "1000": 21}
    house.count(counted)
    done(house.close(reason="a note too many"))
    first = house.row(SESSIONS, session)
    late = h.deposit(10_00, {"1000": 1}, taken_offline=True)
    assert done(house.run(late)).late
    row, sheet = house.row(SESSIONS, session), house.said("reconciliation")[0]
    assert (row.late_entries, row.amended, row.verification != first.verification) == (1, 1, True)
    assert (sheet["expected"], sheet["variance"], sheet["over_short_before"]) == (FLOAT_TOTAL + 1000, 0, 0)
    assert sheet["expected_pieces"] == counted
    assert sum(line["amount"] for line in sheet["movements"]) + sheet["opening"] == sheet["expected"]
    assert house.balance("1420", "04") == 0
    assert house.row(BAGS, BAG).pieces == counted
    assert house.row(TRANSACTIONS, late.transaction).late
    assert "late_entry" in h.codes(house.seen(AKOSUA))
    assert house.differences() == []


def test_a_late_entry_of_yesterday_is_booked_today_and_comes_back_to_no_replica(house: House) -> None:
    session = house.open()
    house.count(FLOAT)
    done(house.close())
    house.next_day()
    late = h.deposit(10_00, {"1000": 1}, taken_offline=True)
    assert done(house.run(late)).business_date == "2026-11-25"
    assert house.said("session") == house.said("reconciliation") == []
    assert house.snapshot(EFUA).keys() & {("session", session), ("reconciliation", session)} == set()
    assert (house.row(SESSIONS, session).amended, house.balance("1420", "04")) == (1, 10_00)
    assert house.differences() == []


def test_a_new_day_counts_its_leases_anew(house: House) -> None:
    house.open()
    house.count(FLOAT)
    done(house.close())
    house.next_day()
    house.open(KOJO)
    assert house.lease[KOJO].number == 1
