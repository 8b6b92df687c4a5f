"""Two tellers share a workstation: each sees on the other's lock what the other left here, and is one key and a password away."""

import pytest

from tests.demo.bank import PASSWORD
from tests.journeys.street import Street

pytestmark = pytest.mark.journey
PIN = "482915"
NEXT = ("000004", "450", {"20000": 2, "5000": 1})


def test_what_one_left_unsent_the_other_sees_on_the_lock(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window, "kojo", place=2)
    window.do("lock_now")
    assert window.do("until_others", 0) == [], "the first of the day is alone"
    assert window.do("switch") == "", "somebody else: nobody knows who"
    street.at_counter(window)
    street.away_with(window)
    window.do("begin_deposit", *NEXT)
    window.do("press", "Ctrl+H")
    kept = window.do("lock_now")
    assert [line.partition(":")[0].split(",")[0] for line in kept] == ["Drawer 01 open", "Held posting", "Not sent yet"]
    ((name, left),) = window.do("until_others", 1)
    assert name == "Kojo Mensah" and left.startswith("Drawer 02 paused ")
    # He comes while the server is away; hers waits in the outbox that both share.
    assert window.do("switch") == "kojo"
    assert window.do("sign_in_as", "kojo", PASSWORD, "offline") == ""
    assert window.do("lock_now") == ["Drawer 02 open: 0 postings"], "what waits is hers, not his"
    ((name, left),) = window.do("until_others", 1, True)
    assert name == "Efua Owusu" and left.startswith("Drawer 01 paused ") and left.endswith("1 not sent yet")
    assert (street.count(), street.differences()) == (0, [])
    # He had signed out before the server went, so he has no session: his own password makes one, hers is never asked.
    street.serve()
    window.do("until_lock_says", "asks for your password again")
    assert street.count() == 0
    assert window.do("unlock") == ""
    street.wait_count(1)
    window.do("lock_now")
    ((name, left),) = window.do("until_others", 1)
    assert name == "Efua Owusu" and left.startswith("Drawer 01 paused ")
    assert (street.count(), street.differences()) == (1, [])


def test_whose_session_goes_on_delivers_under_the_lock_what_another_left(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window, "kojo", place=2)
    # The power fails: nobody signed out, and his session goes on for the shift.
    window.kill()
    window.start()
    street.at_counter(window)
    street.away_with(window)
    window.do("lock_now")
    window.do("switch")
    assert window.do("sign_in_as", "kojo", PASSWORD, "offline") == ""
    window.do("set_pin", PIN)
    window.do("lock_now")
    window.do("until_others", 1, True)
    street.serve()
    street.wait_count(1)
    window.do("until_others", 1)
    assert (window.do("locked"), window.do("lock_wants")) == (True, "pin"), "nobody was asked for anything"
    assert (street.count(), street.differences()) == (1, [])
