"""What the server does not book as it was meant: kept in sight with its reason, sent again once it can be, or booked to suspense."""

import pytest
from sqlalchemy import select

from contract.ids import new_id
from contract.permissions import Role
from contract.staff import ChangeUser, DisableUser
from server.db.engine import open_engine
from server.ledger import chart
from server.ledger.tables import accounts
from tests.demo.bank import BRANCH
from tests.journeys.street import Street
from tests.journeys.town import EFUA

pytestmark = pytest.mark.journey


def suspense(street: Street) -> int:
    """What lies in suspense, in minor units."""
    engine = open_engine(street.settings.url)
    key = chart.internal_id(BRANCH, chart.SUSPENSE, "GHS")
    with engine.connect() as conn:
        row = conn.execute(select(accounts.c.credits, accounts.c.debits).where(accounts.c.id == key)).first()
    engine.dispose()
    return row.credits - row.debits if row else 0


def test_what_keeps_failing_stays_in_sight_and_is_booked_once_when_it_can_be(street: Street) -> None:
    (window,) = street.open("one")
    street.at_counter(window)
    street.away_with(window, 2)
    street.spoil(f"update sessions set branch='{new_id()}' where state='open'")
    street.serve()
    window.do("until_states", ["held"] * 2)
    window.do("until_not_booked", [["held", "quarantined"]] * 2)
    window.do("until_chip", "Online 2 not booked")
    window.kill()
    window.start()
    assert window.do("sign_in_as", "kojo") == ""
    # Said at the sign-in, whoever it is.
    window.do("until_toast", "A posting was not taken and is held here")
    window.do("until_not_booked", [["held", "quarantined"]] * 2)
    street.spoil(f"update sessions set branch='{BRANCH}' where state='open'")
    window.do("press", "Home", "F9")
    window.do("until_not_booked", [["held", "quarantined"]])
    window.do("press", "Home", "F9")
    window.do("until_not_booked", [])
    street.wait_count(2)
    window.do("until_chip", "Online")
    assert (street.count(), suspense(street), street.differences()) == (2, 0, [])


@pytest.mark.parametrize("left", [True, False], ids=["left the bank", "lost the right"])
def test_cash_of_somebody_who_takes_none_any_more_is_a_managers_task(street: Street, left: bool) -> None:
    (window,) = street.open("one")
    street.at_counter(window)
    street.away_with(window)
    window.kill()
    gone = DisableUser(user=EFUA, reason="Left the bank")
    less = ChangeUser(user=EFUA, roles=(Role.OPERATIONS,), branch=BRANCH)
    street.by_hand(gone if left else less)
    street.serve()
    window.start()
    assert window.do("sign_in_as", "hajara") == ""
    window.do("until_not_booked", [])
    window.do("press", "Alt+N")
    window.do("until_notice", "A deposit went to suspense")
    assert (street.count(), suspense(street), street.differences()) == (0, 200_00, [])
