"""Cash that changes hands by keys alone: a bag between drawers that is refused and comes back, then an advance's whole life."""

import pytest

from server.advances.tables import advances
from server.vault.tables import cash_transfers
from tests.journeys.street import Street
from tests.journeys.test_key_and_answer import rows
from tests.journeys.window import Window

pytestmark = pytest.mark.journey


def refused_and_received(efua: Window, kojo: Window) -> None:
    """A refusal leaves the keys where the movements are; the next bag is taken in without choosing it."""
    kojo.do("to_room", "vault")
    efua.do("begin_hand_over", "03", {"20000": 2})
    efua.do("press", "F9")
    kojo.do("until_move", "sent")
    kojo.do("press", "Home")
    assert kojo.do("refuse_move", "One note is torn") == "Also today"
    efua.do("until_notice", "VT-0001 was given back")
    assert efua.do("standing")["focus"] == "Also today"
    efua.do("begin_hand_over", "03", {"20000": 1})
    efua.do("press", "F9")
    kojo.do("until_move", "sent")
    kojo.do("press", "F4")
    kojo.do("type_pieces", {"20000": 1})
    kojo.do("press", "F9")
    kojo.do("until_move", "received")


def sorted_and_kept(efua: Window) -> None:
    """A cashier sorts their own drawer and keeps a customer's doubtful note: both under the lease of that drawer."""
    efua.do("sort_notes", {"500": 3})
    assert efua.do("until_free")["problem"] == ""
    efua.do("keep_doubtful", {"5000": 1}, "Yaw Mensah", "No thread in it")
    assert efua.do("until_free")["problem"] == ""


def advance(efua: Window, kojo: Window, hajara: Window) -> None:
    """Asked for, agreed to, paid; eighty on receipts and ten back, then the last ten."""
    efua.do("begin_request", "100", "Fuel")
    efua.do("press", "F9")
    efua.do("until_toast", "The manager has been asked")
    efua.do("press", "F2")
    hajara.do("to_approvals")
    hajara.do("until_request")
    hajara.do("decide", "Seen the car")
    efua.do("until_toast", "AD-001 was approved")
    kojo.do("to_room", "advances")
    kojo.do("begin_pay", {"10000": 1})
    kojo.do("press", "F9")
    kojo.do("until_advance", "paid")
    kojo.do("begin_retire", "80", "R-17", {"1000": 1})
    kojo.do("press", "F9")
    kojo.do("until_left", 10_00)
    kojo.do("begin_retire", "0", "", {"1000": 1})
    kojo.do("press", "F9")
    kojo.do("until_advance", "retired")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_bag_that_is_refused_and_the_life_of_an_advance(street: Street) -> None:
    efua, kojo, hajara = street.open("efua", "kojo", "hajara")
    street.at_counter(efua, "efua", 1)
    street.at_counter(kojo, "kojo", 2)
    assert hajara.do("work_as", "hajara") == ""
    refused_and_received(efua, kojo)
    sorted_and_kept(efua)
    advance(efua, kojo, hajara)
    moved = rows(street, cash_transfers.c.kind, cash_transfers.c.state, cash_transfers.c.amount)
    bags = [("transfer", "received", 200_00), ("transfer", "refused", 400_00)]
    assert sorted(moved) == [("sort", "received", 15_00), ("suspect", "received", 0), *bags]
    assert rows(street, advances.c.state, advances.c.left) == [("retired", 0)]
    assert street.differences() == []
