"""Two desks and what lies between them: an approval from another workstation, the server dying in between, the dead-line code."""

import threading
from typing import Any

import pytest
from sqlalchemy import select

from server.approvals.tables import requests
from server.db.engine import open_engine
from server.drawers.tables import sessions
from server.ledger.inks import inks
from server.ledger.tables import transactions
from server.standin.tables import codes
from tests.journeys.street import Street
from tests.journeys.window import Window
from tests.support.proxy import Mode
from tests.support.waiting import until

pytestmark = pytest.mark.journey
CUSTOMER = "000003"
FILL = {"20000": 50}


def two_desks(street: Street) -> tuple[Window, Window]:
    """Efua at the counter with money in her customer's account, Hajara before her list."""
    teller, manager = street.open("one", "two")
    street.at_counter(teller)
    teller.do("deposit", CUSTOMER, "10000", FILL)
    assert manager.do("sign_in_as", "hajara") == ""
    manager.do("to_approvals")
    return teller, manager


def waited(window: Window, move: str) -> tuple[threading.Thread, list[Any]]:
    """A move that waits, on a thread of its own, so that the other desk can do what it waits for."""
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(window.do(move)), name="coastal-test-waits")
    thread.start()
    return thread, found


def rows(street: Street, *columns: Any) -> list[tuple[Any, ...]]:
    engine = open_engine(street.settings.url)
    with engine.connect() as conn:
        found = [tuple(row) for row in conn.execute(select(*columns))]
    engine.dispose()
    return found


def paid(street: Street) -> list[tuple[Any, ...]]:
    """State, amount and approver of each withdrawal."""
    columns = (transactions.c.kind, transactions.c.status, transactions.c.amount, transactions.c.approved_by != "")
    return [row[1:] for row in rows(street, *columns) if row[0] == "withdraw" and row[2] == 6_000_00]


def test_a_withdrawal_over_the_limit_is_approved_from_another_workstation(street: Street, record_property: Any) -> None:
    teller, manager = two_desks(street)
    seen, at_manager = waited(manager, "until_request")
    pressed = teller.do("ask_cash", CUSTOMER, "6000")
    seen.join()
    beside = manager.do("insight")
    assert (beside["before"] - beside["after"], beside["score"]) == (6_000_00, beside["parts"])
    signed = manager.do("signature_of_today")
    assert rows(street, inks.c.sha256) == [(signed[0],)]
    assert teller.do("until_taken") == "Hajara Bawa"
    back, at_teller = waited(teller, "until_permit")
    decided = manager.do("decide", "Spoke to the customer")
    back.join()
    # Reported, never asserted: the machine that runs the tests has other things to do. tests/bench measures it.
    record_property("request_on_the_managers_screen_s", round(at_manager[0] - pressed, 3))
    record_property("decision_back_at_the_teller_s", round(at_teller[0] - decided, 3))
    print(f"request seen after {at_manager[0] - pressed:.3f} s, decision after {at_teller[0] - decided:.3f} s")
    manager.do("until_decided")
    teller.do("pay_permit")
    assert paid(street) == [("completed", 6_000_00, True)]
    assert [row[0] for row in rows(street, requests.c.state)] == ["used"]
    teller.do("until_sent")
    teller.do("begin_count", {"20000": 1})
    teller.do("press", "F9")
    teller.do("until_phase", "reconcile")
    ((unused, missing),) = rows(street, sessions.c.unused_receipts, sessions.c.missing_receipts)
    assert [(one["why"], one["receipt"][-4:], one["instead"][-4:]) for one in unused] == [("paid", "0002", "0003")]
    assert missing == [], "the number that was asked under is no gap"
    assert street.differences() == []


def test_the_server_dies_between_asking_deciding_and_paying(street: Street) -> None:
    teller, manager = two_desks(street)

    def power_cut() -> None:
        assert street.server is not None
        street.server.kill()
        for window in (teller, manager):
            window.do("until_line", "offline")
        street.serve()
        for window in (teller, manager):
            window.do("until_line", "online")

    teller.do("ask_cash", CUSTOMER, "5500")
    power_cut()
    teller.do("withdraw_request")
    assert rows(street, requests.c.state) == [("withdrawn",)]
    teller.do("ask_cash", CUSTOMER, "6000")
    power_cut()
    # What was taken back under the manager's eyes stays there until they look for the next: no key may decide about its neighbour.
    manager.do("choose_waiting")
    manager.do("until_request")
    manager.do("decide", "Spoke to the customer")
    teller.do("until_permit")
    power_cut()
    teller.do("pay_permit")
    power_cut()
    assert paid(street) == [("completed", 6_000_00, True)]
    assert sorted(row[0] for row in rows(street, requests.c.state)) == ["used", "withdrawn"]
    assert street.differences() == []


def test_a_black_hole_swallows_request_decision_and_payment(street: Street) -> None:
    """Each reached the bank, or did not, and nobody could tell: one request, one decision and one payment come of it."""
    teller, manager = two_desks(street)
    assert street.proxy is not None

    def light() -> None:
        assert street.proxy is not None
        street.proxy.mode = Mode.PASS
        street.proxy.cut()
        for window in (teller, manager):
            window.do("until_line", "online")

    street.proxy.mode = Mode.SWALLOW_ANSWERS
    teller.do("ask_cash", CUSTOMER, "6000", "sending")
    until(lambda: rows(street, requests.c.state) == [("awaiting",)])
    light()
    teller.do("until_newest", "pending")
    manager.do("until_request")
    street.proxy.mode = Mode.BLACK_HOLE
    manager.do("decide", "Spoke to the customer")
    manager.do("until_line", "offline")
    assert rows(street, requests.c.state) == [("awaiting",)]
    light()
    manager.do("until_decided")
    teller.do("until_permit")
    street.proxy.mode = Mode.SWALLOW_ANSWERS
    teller.do("press_pay")
    until(lambda: paid(street) == [("completed", 6_000_00, True)])
    assert teller.do("states")[0] != "completed", "booked, and the till does not know it yet"
    light()
    teller.do("until_newest", "completed")
    assert paid(street) == [("completed", 6_000_00, True)]
    assert rows(street, requests.c.state) == [("used",)]
    assert street.differences() == []


def test_without_a_line_a_code_that_is_read_out_pays_once_within_the_budget(street: Street) -> None:
    teller, manager = two_desks(street)
    assert manager.do("make_codes") == 10
    manager.do("grant", "8000")
    assert teller.do("until_budget") == 8_000_00
    assert street.server is not None
    street.server.kill()
    for window in (teller, manager):
        window.do("until_line", "offline")
    code = manager.do("read_out", teller.do("account_end", CUSTOMER), "6000")
    assert teller.do("pay_without_server", CUSTOMER, "6000", code) == "code_missing"
    street.serve()
    for window in (teller, manager):
        window.do("until_line", "online")
    teller.do("until_used", 6_000_00)
    assert paid(street) == [("completed", 6_000_00, False)]
    assert len(rows(street, inks.c.sha256)) == 1, "the signature went with the envelope"
    assert sorted(row[0] for row in rows(street, codes.c.state)) == ["armed"] * 9 + ["used"]
    assert {row for row in rows(street, codes.c.paid_amount, codes.c.told_amount) if any(row)} == {(6_000_00, 6_000_00)}
    assert not any(code.startswith("stand_in") for code in street.notices())
    assert street.differences() == []


def test_a_code_pays_once_and_for_what_it_was_read_out_and_the_budget_counts_down(street: Street) -> None:
    """Without the line: a wrong code, the right one for another amount than was said, and the same code once more."""
    teller, manager = two_desks(street)
    teller.do("deposit", CUSTOMER, "10000", FILL)
    assert manager.do("make_codes") == 10
    manager.do("grant", "14000")
    assert teller.do("until_budget") == 14_000_00
    assert street.server is not None
    street.server.kill()
    for window in (teller, manager):
        window.do("until_line", "offline")
    code = manager.do("read_out", teller.do("account_end", CUSTOMER), "6000")
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert teller.do("try_code", CUSTOMER, "6500", wrong) == "code_unknown"
    assert teller.do("pay_without_server", CUSTOMER, "6500", code) == "code_missing"
    assert teller.do("budget_left") == 7_500_00
    assert teller.do("try_code", CUSTOMER, "7501", code) == "stand_in_budget"
    assert teller.do("try_code", CUSTOMER, "6000", code) == "code_spent"
    street.serve()
    for window in (teller, manager):
        window.do("until_line", "online")
    teller.do("until_used", 6_500_00)
    manager.do("until_notice", "A code was used for something else")
    assert (6_500_00, "completed") in rows(street, transactions.c.amount, transactions.c.status), "the notes are gone"
    assert sorted(row[0] for row in rows(street, codes.c.state)) == ["armed"] * 9 + ["used"]
    assert [code for code in street.notices() if code.startswith("stand_in")] == ["stand_in_untold"] * 2, (
        "managers, auditors"
    )
    assert street.differences() == []
