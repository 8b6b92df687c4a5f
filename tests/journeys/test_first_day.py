"""A first day's slips of the hand: a customer chosen over counted cash, Esc once too early, a colleague who looks at the keys and not at the
field. None of them costs what was typed, and none is a failed sign-in of somebody else."""

import pytest

from tests.demo.bank import PASSWORD
from tests.journeys.street import DEPOSIT, Street

pytestmark = pytest.mark.journey
NEXT = ("000004", "450", {"20000": 2, "5000": 1})
DONE = "completed"


def test_no_slip_of_the_hand_costs_what_was_counted(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window)
    window.do("begin_deposit", *DEPOSIT)
    first = list(window.do("form").values())
    window.do("begin_deposit", *NEXT)
    window.do("until_held", [first])
    window.do("post")
    window.do("until_states", [DONE])
    window.do("press", "Ctrl+H")
    assert list(window.do("form").values()) == first
    window.do("press", "Escape")
    assert window.do("typed") == [str(first[1]), "clear_counted"], "asked, and nothing is gone"
    window.do("post")
    window.do("until_states", [DONE, DONE])
    assert (street.count(), street.differences()) == (2, [])


def test_somebody_else_is_in_by_typing_their_name_and_nobody_failed(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window)
    window.do("lock_now")
    assert window.do("switch") == ""
    assert window.do("come_in", "kojo", PASSWORD) == ""
    window.do("lock_now")
    # Who has a key is known once the outbox has been read; F7 means nothing before.
    window.do("until_others", 1)
    assert window.do("switch", "F7") == "", "F6 is Efua's own now"
    assert window.do("come_in", "efua", PASSWORD) == "", "it was not her who failed"
