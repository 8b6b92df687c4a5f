"""The blind count and the close: attempts kept, variance booked, a manager above the tolerance, a slip that adds up."""

import msgspec

from contract.approvals import ApproveRequest, DeclineRequest, WithdrawRequest
from contract.drawers import CloseDrawer, PostTo, SubmitCount
from contract.ids import new_id
from server.approvals.tables import REQUESTS
from server.core.device_chain import CHAINS, ChainRow
from server.drawers import facts
from server.drawers.tables import BAGS, DRAWERS, SESSIONS
from tests.server.drawers import house as h
from tests.server.drawers.house import (
    AKOSUA,
    DESKS,
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

SHORT = {**FLOAT, "100c": 45}


def receipt(counter: int, lease: int = 1) -> str:
    return f"04-20261124-{lease}-{counter:04d}"


def test_a_balanced_day(house: House) -> None:
    session = house.open()
    done(house.run(h.deposit(150_00, {"20000": 1}, {"5000": 1}, receipt=receipt(1))))
    taken = house.count({**FLOAT, "20000": 1, "5000": 9})
    assert (taken.variance, taken.expected, taken.within_tolerance) == (0, FLOAT_TOTAL + 150_00, True)
    result = done(house.close())
    sheet = house.said("reconciliation")[0]
    assert (result.variance, sheet["state"], sheet["movements"]) == (
        0,
        "closed",
        [{"kind": "deposit", "items": 1, "amount": 150_00}],
    )
    assert sheet["verification"] == result.verification
    assert len(sheet["hash_tail"]) == 64
    drawer = house.row(DRAWERS, DRAWER)
    assert (drawer.session, drawer.cashier, drawer.carried_forward) == ("", "", True)
    assert house.row(SESSIONS, session).accepted_by == ""


def test_a_count_says_what_the_workstation_left_out_and_which_numbers_were_used(house: House) -> None:
    house.add(CHAINS, ChainRow(device=DESKS[EFUA], counter=9, link="x", chained=True, holes=[[7, 8, "w", ""]]))
    house.open()
    for counter in (1, 2):
        done(house.run(h.deposit(100_00, {"10000": 1}, receipt=receipt(counter))))
    house.count({**FLOAT, "10000": 12})
    sheet = house.said("reconciliation")[0]
    assert sheet["attempts"][0]["missing_entries"] == 2
    assert sheet["receipts"] == [receipt(1), receipt(2)]
    done(house.close())
    assert house.said("reconciliation")[0]["attempts"][0]["missing_entries"] == 2


def test_nothing_of_the_total_reaches_the_cashier_before_the_count(house: House) -> None:
    house.open()
    done(house.run(h.deposit(100_00, {"10000": 1})))
    assert {fact["fact"] for fact in house.seen(EFUA)} == {"account", "transaction", "session"}
    assert "drawer_totals" in {fact["fact"] for fact in house.seen(AKOSUA)}
    topics = {topic for topic, _ in house.snapshot(EFUA)}
    assert topics == {"drawer", "session"}
    session = next(fact for fact in house.seen(EFUA) if fact["fact"] == "session")
    assert not {"balance", "pieces", "expected", "cash_in", "opening"} & session.keys()
    house.count(FLOAT)
    assert "reconciliation" in {fact["fact"] for fact in house.seen(EFUA)}
    assert "reconciliation" not in {fact["fact"] for fact in house.seen(KOJO)}


def test_a_small_variance_wants_a_reason_and_goes_to_over_short(house: House) -> None:
    house.open()
    house.count(SHORT)
    assert refused(house.close()) == "reason_missing"
    assert done(house.close(reason="coins")).variance == -500
    assert (house.balance("1420", "04"), house.balance("1010", "04")) == (500, FLOAT_TOTAL - 500)
    assert house.row(BAGS, f"drawer:{DRAWER}").pieces == SHORT
    assert house.differences() == []


def test_a_large_variance_is_counted_twice_and_every_attempt_is_kept(house: House) -> None:
    session = house.open()
    first = house.count({**FLOAT, "10000": 9})
    assert first.second_count_needed
    assert refused(house.close(reason="?")) == "second_count_needed"
    assert house.count(FLOAT).second_count_needed is False
    done(house.close())
    assert [line["variance"] for line in house.row(SESSIONS, session).attempts] == [-100_00, 0]


def test_above_the_tolerance_a_manager_accepts_it(house: House) -> None:
    session = house.open()
    house.count({**FLOAT, "1000": 18})
    request = asked(house.close(reason="two tens missing"))
    assert [(why.code, why.figure, why.bound) for why in request.reasons] == [("variance_above_tolerance", -2000, 1000)]
    assert house.row(SESSIONS, session).state == "awaiting"
    retry = SubmitCount(session=session, attempt=new_id(), counted=FLOAT)
    assert refused(house.run(retry)) == "drawer_not_open"
    done(house.run(ApproveRequest(request=request.request), AKOSUA))
    row = house.row(SESSIONS, session)
    assert (row.state, row.accepted_by, house.balance("1420", "04")) == ("closed", AKOSUA, 2000)
    assert {"reconciliation", "drawer", "session"} <= {fact["fact"] for fact in house.seen(EFUA)}
    assert house.differences() == []


def test_what_came_in_late_is_not_in_the_managers_yes(house: House) -> None:
    house.open()
    house.count({**h.FLOAT, "1000": 18})
    request = asked(house.close(reason="Not found")).request
    done(house.run(h.deposit(20_00, {"2000": 1}, taken_offline=True)))
    assert refused(house.run(ApproveRequest(request=request), AKOSUA)) == "request_changed"
    done(house.run(DeclineRequest(request=request, reason="It is forty now"), AKOSUA))
    assert asked(house.close(reason="Not found")).reasons[0].figure == -40_00


def test_a_declined_variance_can_be_counted_anew(house: House) -> None:
    session = house.open()
    house.count({**FLOAT, "1000": 18})
    request = asked(house.close(reason="two tens missing")).request
    done(house.run(DeclineRequest(request=request, reason="look again"), AKOSUA))
    assert house.row(SESSIONS, session).state == "counted"
    house.count(FLOAT)
    done(house.close())


def test_a_close_waits_for_what_is_pending(house: House) -> None:
    house.limit = 100_00
    house.open()
    request = asked(house.run(h.deposit(200_00, {"20000": 1}))).request
    answer = house.run(SubmitCount(session=house.lease[EFUA].session, attempt=new_id(), counted=FLOAT))
    assert refused(answer) == "pending_in_drawer"
    assert answer.problem.params["requests"] == [request]
    done(house.run(WithdrawRequest(request=request)))
    house.count(FLOAT)
    done(house.close())


def test_order_of_things_and_whose_session_it_is(house: House) -> None:
    session = house.open()
    assert refused(house.close()) == "count_missing"
    assert refused(house.run(CloseDrawer(session=session), KOJO)) == "drawer_not_yours"
    attempt = SubmitCount(session=session, attempt=new_id(), counted=FLOAT)
    done(house.run(attempt))
    assert refused(house.run(attempt)) == "already_there"
    done(house.close())
    assert refused(house.close()) == "drawer_not_open"


def test_receipts_that_were_never_booked_are_listed(house: House) -> None:
    house.open()
    for counter in (1, 2, 5):
        done(house.run(h.deposit(100, {"100c": 1}, receipt=receipt(counter))))
    house.count({**FLOAT, "100c": 53})
    done(house.close(missing_receipts=(7, 2)))
    assert house.said("reconciliation")[0]["receipt_gaps"] == ["04-20261124-1-0003..0004", "04-20261124-1-0007"]


def test_a_number_given_out_after_the_last_posting_is_listed_at_the_count_and_after_the_close(house: House) -> None:
    session = house.open()
    for counter in (1, 3):
        done(house.run(h.deposit(100, {"100c": 1}, receipt=receipt(counter))))
    counted = {**FLOAT, "100c": 52}
    done(house.run(SubmitCount(session=session, attempt=new_id(), counted=counted, last_receipt=5)))
    gaps = [receipt(2), "04-20261124-1-0004..0005"]
    assert house.said("reconciliation")[0]["receipt_gaps"] == gaps
    done(house.close(last_receipt=5))
    assert house.said("reconciliation")[0]["receipt_gaps"] == gaps
    done(house.run(h.deposit(10_00, {"1000": 1}, taken_offline=True, receipt=receipt(5))))
    assert house.said("reconciliation")[0]["receipt_gaps"] == [receipt(2), receipt(4)]


def test_the_record_sums_a_drawers_days_and_carries_its_over_short(house: House) -> None:
    house.open()
    house.count(SHORT)
    done(house.close(reason="coins"))
    house.open(KOJO, SHORT)
    house.count({**SHORT, "100c": 48}, KOJO)
    done(house.close(KOJO, reason="found"))
    sheet = house.said("reconciliation")[0]
    assert (sheet["over_short_before"], sheet["variance"], sheet["recent"]) == (-500, 300, [["2026-11-24", -200]])
    assert -house.balance("1420", "04") == -200


def test_same_value_in_other_pieces_moves_the_pieces_alone(house: House) -> None:
    house.open()
    changed = {**FLOAT, "1000": 15, "5000": 11}
    assert house.count(changed).variance == 0
    done(house.close())
    assert house.row(BAGS, f"drawer:{DRAWER}").pieces == changed
    assert house.differences() == []


def test_who_was_moved_in_the_middle_of_a_session_still_closes_it_at_its_branch(house: House) -> None:
    """Count, request and variance belong to the drawer's branch: its manager decides, its journal shows them."""
    house.open()
    house.people[EFUA] = msgspec.structs.replace(house.people[EFUA], branch=OSU)
    for _ in range(2):
        house.count({**FLOAT, "10000": 9})
    request = asked(house.close(reason="a note is gone")).request
    assert house.row(REQUESTS, request).branch == MAKOLA
    done(house.run(ApproveRequest(request=request), AKOSUA))
    booked = next(fact for fact in house.said("transaction") if fact["kind"] == "variance")
    assert (booked["branch"], house.balance("1420", "04")) == (MAKOLA, 100_00)
    assert house.differences() == []


def test_a_difference_of_the_vaults_is_a_managers_to_accept_and_nobodys_shortage(house: House) -> None:
    house.open()
    house.count(SHORT)
    request = asked(house.close(reason="The strap was short", post_to=PostTo.VAULT))
    assert [(why.code, why.figure) for why in request.reasons] == [("variance_to_vault", -500)]
    assert house.said("reconciliation")[0]["post_to"] == "vault"
    done(house.run(ApproveRequest(request=request.request), AKOSUA))
    assert (house.balance("1430"), house.balance("1420", "04")) == (500, 0)
    assert house.balance("1010", "04") == FLOAT_TOTAL - 500
    (left,) = house.said("variance")
    assert (left["amount"], left["origin"], left["state"], house.said("over_short")) == (-500, "vault", "accepted", [])
    assert house.differences() == []


def test_a_declined_one_is_the_drawers_again(house: House) -> None:
    house.open()
    house.count(SHORT)
    request = asked(house.close(reason="The strap was short", post_to=PostTo.VAULT)).request
    done(house.run(DeclineRequest(request=request, reason="It is yours"), AKOSUA))
    assert house.said("reconciliation")[0].get("post_to", "over_short") == "over_short"
    done(house.close(reason="Change given"))
    assert (house.balance("1430"), house.balance("1420", "04")) == (0, 500)
    assert house.said("variance")[0]["amount"] == -500


def test_an_exact_drawer_has_nothing_to_post_elsewhere(house: House) -> None:
    house.open()
    house.count(FLOAT)
    done(house.close(post_to=PostTo.VAULT))
    assert house.balance("1430") == 0


def test_what_becomes_known_after_it_is_the_drawers_all_the_same(house: House) -> None:
    """Booked against that session's over/short, so that it is recorded there, whatever the count's own difference was."""
    session = house.open()
    house.count(SHORT)
    request = asked(house.close(reason="The strap was short", post_to=PostTo.VAULT)).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    row = house.row(SESSIONS, session)
    late = msgspec.structs.replace(row, flows={**row.flows, "late_in": [1, 2_000]})
    assert (facts.found(row, 1000).amount, facts.found(late, 1000).amount) == (0, -2_000)
