"""Looking before sending: what is held back stays where it is through every death, and is booked once when somebody sends it."""

import pytest

from tests.journeys.street import DEPOSIT, Street
from tests.support.proxy import Mode

pytestmark = pytest.mark.journey
BACK = ["back", ""]


def test_what_is_held_back_outlives_both_ends_and_is_booked_once_when_it_is_sent(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window)
    street.away_with(window, 2)
    window.do("until_not_booked", [["queued", ""]] * 2)
    window.do("press", "Ctrl+H")
    window.do("until_not_booked", [BACK] * 2)
    window.kill()
    street.serve()
    window.start()
    assert window.do("sign_in_as", "efua") == ""
    window.do("until_not_booked", [BACK] * 2)
    # The server was asked what it would make of it, and has it not.
    window.do("until_expected", ["posts"] * 2)
    window.do("until_chip", "Online 2 held back")
    assert street.count() == 0
    # Cash that comes in meanwhile waits behind it, whatever the line says; nobody pays out.
    window.do("press", "F2")
    window.do("begin_deposit", *DEPOSIT)
    window.do("post")
    window.do("until_expected", ["posts"] * 3)
    window.do("press", "F10")
    window.do("until_toast", "The managers are told")
    assert street.count() == 0
    # The server dies after its commit and before its answer, then the app: what was sent is asked for again, by its own ids.
    street.server.kill()
    window.do("until_line", "offline")
    street.serve(arm="writer.after_commit")
    window.do("press", "F9")
    assert street.server.wait_exit() == 137
    window.kill()
    street.serve()
    window.start()
    assert window.do("sign_in_as", "efua") == ""
    window.do("until_not_booked", [])
    street.wait_count(3)
    assert (street.count(), street.differences()) == (3, [])


def test_from_one_posting_on_and_what_may_have_arrived_is_not_held(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window)
    assert street.proxy is not None
    # The first may have arrived: nobody knows before the line is back.
    street.proxy.mode = Mode.SWALLOW_ANSWERS
    window.do("begin_deposit", *DEPOSIT)
    window.do("post")
    street.wait_count(1)
    street.proxy.mode = Mode.REFUSE
    street.proxy.cut()
    window.do("until_line", "offline")
    for _ in range(3):
        window.do("begin_deposit", *DEPOSIT)
        window.do("post")
    window.do("until_not_booked", [["sending", ""], *[["queued", ""]] * 3])
    window.do("press", "Home", "Down", "Down", "F4")
    window.do("until_not_booked", [["sending", ""], ["queued", ""], BACK, BACK])
    street.proxy.mode = Mode.PASS
    window.do("until_expected", ["posts"] * 2)
    street.wait_count(2)
    assert street.count() == 2, "those before it went out, those from it on did not"
    window.do("press", "F9")
    window.do("until_not_booked", [])
    street.wait_count(4)
    assert (street.count(), street.differences()) == (4, [])
