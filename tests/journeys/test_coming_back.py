"""The server is back after somebody went on without it: nothing on the screen is lost, and the queue goes out."""

import pytest

from tests.journeys.street import DEPOSIT, Street
from tests.journeys.window import Window

pytestmark = pytest.mark.journey
NEXT = ("000004", "450", {"20000": 2, "5000": 1})


def on_without_the_server(street: Street) -> Window:
    """A new morning without the server: unlocked here, a deposit queued, the next customer's notes being counted."""
    (window,) = street.open("one")
    street.at_counter(window)
    window.kill()
    assert street.server is not None
    street.server.kill()
    window.start()
    assert window.do("sign_in_as", "efua", "market-women-1957", "offline") == ""
    window.do("session")
    window.do("begin_deposit", *DEPOSIT)
    window.do("post")
    window.do("until_states", ["queued"])
    window.do("begin_deposit", *NEXT)
    return window


def test_while_the_shift_lasts_the_session_is_renewed_unseen(street: Street) -> None:
    window = on_without_the_server(street)
    before = window.do("form")
    street.serve()
    window.do("until_states", ["completed"])
    assert (window.do("locked"), window.do("form")) == (False, before)
    window.do("post")
    window.do("until_states", ["completed"] * 2)
    assert (street.count(), street.differences()) == (2, [])


def test_after_the_shift_the_password_is_asked_over_the_same_work(street: Street) -> None:
    window = on_without_the_server(street)
    before = window.do("form")
    assert before["amount"] == 450_00 and before["counts"] == NEXT[2]
    street.spoil("update refresh_families set ends_at='2020-01-01T00:00:00.000Z'")
    street.serve()
    assert "password again" in window.do("until_asked")
    assert street.count() == 0, "nothing goes out in a session that is over"
    assert "wrong" in window.do("unlock", "not-the-password-at-all")
    assert window.do("unlock") == ""
    assert window.do("form") == before
    window.do("until_states", ["completed"])
    window.do("post")
    window.do("until_states", ["completed"] * 2)
    assert (street.count(), street.differences()) == (2, [])
