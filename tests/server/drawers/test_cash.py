"""The till behind the ledger: pieces, bounds, leases, and cash that is there whatever the rules say."""

from unittest.mock import ANY

import msgspec
import pytest

from contract.approvals import ApproveRequest
from contract.drawers import ContinueDrawer, DrawerTotalsFact
from contract.envelope import Lease
from contract.feed import NotTaken
from contract.ids import new_id
from contract.money import Money
from server.approvals.tables import REQUESTS
from server.drawers.tables import BAGS, DRAWERS, SESSIONS
from server.ledger.tables import TRANSACTIONS
from tests.server.drawers import house as h
from tests.server.drawers.house import (
    AKOSUA,
    DRAWER,
    EFUA,
    FLOAT,
    FLOAT_TOTAL,
    KOJO,
    MAKOLA,
    OSU,
    House,
    asked,
    done,
    refused,
)
from tests.server.drawers.replica import Replica
from tests.server.drawers.test_closing import receipt

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


def test_who_pays_out_hears_that_the_minimum_comes_near_and_that_it_is_passed(house: House) -> None:
    house.limit = 10**9
    till = new_id()
    done(house.run(h.drawer(till, "05", minimum=1_800_00), AKOSUA))
    session = house.open(key=till)
    done(house.run(h.deposit(500_00, {"10000": 5})))
    assert h.codes(house.seen(EFUA)) == []
    assert "low" not in house.said("session")[0]
    done(house.run(h.withdraw(300_00, {"10000": 3})))
    assert h.codes(house.seen(EFUA)) == ["drawer_near_minimum"]
    assert "low" not in house.said("session")[0]
    done(house.run(h.withdraw(200_00, {"10000": 2})))
    assert h.codes(house.seen(AKOSUA)) == ["drawer_under_minimum"]
    assert h.codes(house.seen(KOJO)) == []
    (told,) = (fact for fact in house.seen(EFUA) if fact["fact"] == "notice")
    assert told["params"] == {"drawer": "05", "bound": 1_800_00, "currency": "GHS"}
    (fact,) = house.said("session")
    # An older workstation knows three words of the limit, and goes on.
    assert (fact["low"], "limit" in fact) == (True, False)
    assert house.row(SESSIONS, session).limit_word == "low"
    done(house.run(h.deposit(200_00, {"20000": 1})))
    assert "low" not in house.said("session")[0]


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


def test_late_cash_in_another_branchs_session_is_booked_there(house: House) -> None:
    """Efua was moved to Osu before her offline deposits came in: the cash lies in Makola's drawer all the same."""
    session = house.open()
    house.people[EFUA] = msgspec.structs.replace(house.people[EFUA], branch=OSU)
    assert refused(house.run(h.deposit(50_00, {"5000": 1}))) == "drawer_not_yours"
    wrong_pieces = h.deposit(77_00, {"20000": 1}, {"500": 1}, taken_offline=True)
    result = done(house.run(wrong_pieces))
    assert (result.in_suspense, house.row(TRANSACTIONS, wrong_pieces.transaction).branch) == (False, MAKOLA)
    assert house.row(BAGS, BAG).amount == house.balance("1010", "04") == FLOAT_TOTAL + 77_00
    house.people[EFUA] = msgspec.structs.replace(house.people[EFUA], branch=MAKOLA)
    house.count({**FLOAT, "5000": 11, "1000": 22, "500": 1, "200": 1})
    house.people[EFUA] = msgspec.structs.replace(house.people[EFUA], branch=OSU)
    done(house.run(h.deposit(20_00, {"2000": 1}, taken_offline=True)))
    assert (house.row(SESSIONS, session).amended, house.balance("1420", "04")) == (1, 20_00)
    assert house.differences() == []


def test_late_cash_that_no_drawer_can_hold_lies_in_transit_and_credits_nobody(house: House) -> None:
    """Money really taken is never refused: it is the bank's, and a manager finds out whose and where it is."""
    house.open()
    bag, lease = house.row(BAGS, BAG), house.lease[EFUA]
    claims = (
        (Lease(session=new_id(), number=1), "drawer_not_open"),
        (lease, "drawer_not_yours"),
    )
    for number, (held, code) in enumerate(claims, start=1):
        late = h.deposit(30_00, {"1000": 3}, taken_offline=True)
        result = done(house.run(late, KOJO, lease=held))
        assert (result.in_suspense, result.late, result.balance_after) == (True, True, None)
        assert house.balance("1030", KOJO) == house.balance("2900") == number * 30_00
        told = [fact for fact in house.seen(AKOSUA) if fact["fact"] == "notice"]
        assert [(note["code"], note["params"]["code"]) for note in told] == [("deposit_in_suspense", code)]
    assert house.row(BAGS, BAG) == bag
    assert house.differences() == []


@pytest.mark.parametrize(
    ("change", "code"),
    [({"permissions": frozenset()}, "not_permitted"), ({"active": False}, "maker_disabled")],
)
def test_late_cash_of_somebody_who_takes_none_any_more_is_kept_for_a_manager(
    house: House, change: dict[str, object], code: str
) -> None:
    """The notes lie in the drawer whatever became of its cashier; no customer is credited on their word."""
    house.open()
    done(house.run(h.deposit(10_00, {"1000": 1})))
    house.people[EFUA] = msgspec.structs.replace(house.people[EFUA], **change)
    result = done(house.run(h.deposit(30_00, {"1000": 3}, taken_offline=True)))
    assert (result.in_suspense, result.balance_after) == (True, None)
    told = [fact for fact in house.seen(AKOSUA) if fact["fact"] == "notice"]
    assert [(note["code"], note["params"]["code"]) for note in told] == [("deposit_in_suspense", code)]
    assert house.row(BAGS, BAG).pieces == {**FLOAT, "1000": 24}
    assert house.balance("2900") == 30_00
    assert house.run(h.deposit(30_00, {"1000": 3})) == NotTaken(code=code, params=ANY), "what was only asked for is not"
    assert house.differences() == []


def test_a_transaction_that_is_booked_is_not_booked_again_whoever_says_so(house: House) -> None:
    house.open()
    first = h.deposit(30_00, {"1000": 3}, taken_offline=True)
    done(house.run(first))
    house.people[EFUA] = msgspec.structs.replace(house.people[EFUA], active=False)
    assert refused(house.run(first)) == "transaction_exists"


def test_late_cash_with_a_permit_is_booked_whether_the_permit_fits_or_not(house: House) -> None:
    house.open()
    over = h.deposit(600_00, {"10000": 6})
    request = asked(house.run(over)).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    late = msgspec.structs.replace(over, taken_offline=True, permit=request)
    assert not done(house.run(late)).in_suspense
    assert house.row(REQUESTS, request).state == "used"
    again = msgspec.structs.replace(late, transaction=new_id())
    assert not done(house.run(again)).in_suspense
    assert house.balance("1010", "04") == FLOAT_TOTAL + 1_200_00
    assert house.differences() == []


def test_late_cash_of_another_currency_than_the_drawers(house: House) -> None:
    house.open()
    crowns = msgspec.structs.replace(h.deposit(50_00, {"5000": 1}, taken_offline=True), amount=Money(50_00, "CZK"))
    assert done(house.run(crowns)).in_suspense
    assert house.row(BAGS, BAG).pieces == FLOAT
    dollars = msgspec.structs.replace(crowns, transaction=new_id(), amount=Money(50_00, "USD"))
    assert refused(house.run(dollars)) == "wrong_currency"
    assert house.differences() == []


def test_an_amount_that_no_pieces_make_is_kept_too(house: House) -> None:
    """Five hellers exist on paper only: the till takes none of them, and what was taken is still not refused."""
    key, first = new_id(), house.row(DRAWERS, DRAWER)
    house.add(DRAWERS, msgspec.structs.replace(first, id=key, number="05", currency="CZK", standing_float={}))
    house.open(counted={}, key=key)
    odd = msgspec.structs.replace(h.deposit(5, {"10": 1}, taken_offline=True), amount=Money(5, "CZK"))
    assert done(house.run(odd)).in_suspense
    assert house.row(BAGS, f"drawer:{key}").pieces == {}
    assert house.differences() == []


def test_a_receipt_that_comes_late_is_a_gap_no_more(house: House) -> None:
    house.open()
    for counter in (1, 4):
        done(house.run(h.deposit(10_00, {"1000": 1}, receipt=receipt(counter))))
    house.count({**FLOAT, "1000": 23})
    done(house.close(missing_receipts=(5,), reason="a note too many"))
    done(house.run(h.deposit(10_00, {"1000": 1}, taken_offline=True, receipt=receipt(2))))
    assert house.said("reconciliation")[0]["receipt_gaps"] == [receipt(3), receipt(5)]
    done(house.run(h.deposit(10_00, {"1000": 1}, taken_offline=True, receipt=receipt(5))))
    assert house.said("reconciliation")[0]["receipt_gaps"] == [receipt(3)]
    # A number that is used already comes with money all the same: suspense, and no other number fills the gap.
    again = done(house.run(h.deposit(10_00, {"1000": 1}, taken_offline=True, receipt=receipt(4))))
    assert again.in_suspense
    assert house.said("reconciliation")[0]["receipt_gaps"] == [receipt(3)]


def test_late_cash_after_the_count_changes_no_live_total(house: House) -> None:
    """Found by the laws: a manager who followed had other totals than one who began anew."""
    session = house.open()
    done(house.run(h.deposit(20_00, {"1000": 2})))
    house.count({**FLOAT, "1000": 23})
    replica = Replica(house, AKOSUA)
    done(house.run(h.deposit(10_00, {"1000": 1}, taken_offline=True)))
    replica.follow()
    assert replica.differs() == []
    totals = house.snapshot(AKOSUA)["drawer_totals", session]
    assert isinstance(totals, DrawerTotalsFact)
    assert (totals.balance, totals.cash_in) == (FLOAT_TOTAL + 20_00, 20_00)
