"""A branch with one workstation: two people move the vault and open a drawer at it, and nobody signs out for it."""

import pytest

from contract.drawers import AddDrawer
from contract.ids import new_id
from server.vault.tables import cash_transfers
from tests.demo import bank as demo
from tests.journeys.street import Street
from tests.journeys.test_float_slip import rows

pytestmark = pytest.mark.journey
EFUA, _, HAJARA, YAW = (person.id for person in demo.STAFF[:4])
WRONG = "market-women-1966"


@pytest.mark.timeout(240)
def test_two_people_at_one_workstation_move_the_vault_and_open_a_drawer(street: Street) -> None:
    (window,) = street.open("one")
    assert street.server is not None
    street.server.kill()
    till = AddDrawer(drawer=new_id(), number="09", branch=demo.BRANCH, currency="GHS", standing_float=demo.FLOAT,
                     soft_max=50_000_00, hard_max=80_000_00, insured=60_000_00, two_sign=True)  # fmt: skip
    street.by_hand(till)
    street.serve()
    assert window.do("sign_in_as", "hajara") == ""
    assert "VT-0001" in window.do("send_to_bank", 3, YAW)
    assert window.do("let_yes_be") == "second_needed"
    assert window.do("vault_moves") == ["proposed"], "nothing left the vault"
    who, what, refused, done = window.do("say_yes", WRONG, demo.PASSWORD)
    assert "Yaw Darko" in who and "600.00" in what
    assert (refused, done) == ("The password is wrong", "")
    window.do("until_moved", ["sent"])
    table = cash_transfers.c
    assert rows(street, table.state, table.maker, table.second) == [("sent", HAJARA, YAW)]

    window.do("lock_now")
    window.do("switch")
    assert window.do("sign_in_as", "efua") == ""
    window.do("count_for_two", "09")
    assert window.do("choose_custodian", YAW) == "Yaw Darko signs here"
    who, what, done = window.do("say_yes", demo.PASSWORD)
    assert ("Yaw Darko" in who, what, done) == (True, "Opening, drawer 09", "")
    assert window.do("until_signed") == "Yaw Darko"
    assert street.differences() == []
