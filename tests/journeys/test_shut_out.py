"""The lock through the real window, and somebody who may not go on: nothing of theirs is lost, nothing is booked twice."""

import pytest

from contract.staff import DisableUser
from tests.demo.bank import PASSWORD
from tests.journeys.street import DEPOSIT, Street
from tests.journeys.test_deciding import two_desks
from tests.journeys.test_not_booked import suspense
from tests.journeys.town import EFUA
from tests.support.waiting import until

pytestmark = pytest.mark.journey
PIN, WRONG = "482915", "739104"
NEXT = ("000004", "450", {"20000": 2, "5000": 1})
IDLE_S, PIN_TRIES = 300, 5


def test_idleness_covers_the_screen_keeps_the_form_and_only_counts(street: Street) -> None:
    teller, manager = two_desks(street)
    teller.do("begin_deposit", *DEPOSIT)
    holder = teller.do("form")["customer"]
    teller.do("press", "Escape")
    assert manager.do("idle_passes") == IDLE_S
    teller.do("ask_cash", DEPOSIT[0], "6000")
    manager.do("until_counted", "1 request waits for you")
    shown = manager.do("on_screen")
    assert "Hajara Bawa" in shown, "whose lock it is"
    assert [word for word in ("Efua", "6,000", "ithdrawal", holder) if word in shown] == []
    assert manager.do("toasts") == []
    assert manager.do("unlock") == ""
    manager.do("until_request")
    teller.do("begin_deposit", *NEXT)
    before = teller.do("form")
    assert teller.do("idle_passes") == IDLE_S
    assert before["customer"] not in teller.do("on_screen")
    teller.do("press", "F9", "Ctrl+K", "F1")
    assert "without a key" in teller.do("until_lock_wants", "password")
    assert teller.do("unlock") == ""
    assert teller.do("form") == before
    assert street.count() == 1, "what filled the account; no key went through the lock"
    teller.do("post")
    teller.do("until_newest", "completed")
    assert (street.count(), street.differences()) == (2, [])


def test_after_the_last_try_no_pin_is_taken_and_the_password_is(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window)
    window.do("set_pin", PIN)
    window.do("begin_deposit", *NEXT)
    before = window.do("form")
    assert not window.do("lock_and_unlock", *[WRONG] * PIN_TRIES)
    window.do("until_lock_wants", "password")
    window.do("press", "F2")
    assert window.do("lock_wants") == "password", "no key leads back to the PIN"
    assert "wrong" in window.do("unlock", PIN), "the right one is no password"
    assert window.do("unlock") == ""
    assert window.do("form") == before
    assert window.do("lock_and_unlock", WRONG, PIN), "the password gave the tries back"


def test_somebody_disabled_is_out_of_their_open_window(street: Street) -> None:
    teller, admin = street.open("one", "two")
    street.at_counter(teller)
    teller.do("begin_deposit", *NEXT)
    assert admin.do("work_as", "adjoa") == ""
    admin.do("to_staff")
    admin.do("disable", "efua", "Left the bank")
    teller.do("until_lock_says", "asks for your password again")
    teller.do("until_known", [])
    assert street.server is not None
    street.server.kill()
    assert teller.do("unlock") != "", "pulling the cable lets nobody in whom the bank has put out"
    street.serve()
    assert teller.do("unlock") != ""
    assert teller.do("locked")
    assert teller.do("switch") == "", "whoever comes types a name"
    assert teller.do("sign_in_as", "efua") == "bad_credentials"
    assert teller.do("sign_in_as", "kojo") == ""
    assert (street.count(), street.differences()) == (0, [])


def test_what_somebody_took_in_before_they_were_disabled_goes_to_review_once(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window)
    street.away_with(window, 2)
    street.by_hand(DisableUser(user=EFUA, reason="Left the bank"))
    street.serve()
    window.do("until_lock_says", "asks for your password again")
    assert window.do("unlock") != ""
    assert street.count() == 0, "nothing goes out in a session that is over"
    window.do("switch")
    assert window.do("sign_in_as", "kojo", PASSWORD) == ""
    until(lambda: suspense(street) == 400_00)
    window.do("until_states", [])
    window.do("until_not_booked", [])
    window.kill()
    window.start()
    assert window.do("sign_in_as", "hajara") == ""
    window.do("press", "Alt+N")
    window.do("until_notice", "A deposit went to suspense")
    assert (street.count(), suspense(street), street.differences()) == (0, 400_00, [])
