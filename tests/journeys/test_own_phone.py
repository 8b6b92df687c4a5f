"""A phone that was noted for somebody counts once they typed the code that went there, by keyboard before a real server."""

import pytest
from sqlalchemy import select

from contract.permissions import Role
from contract.staff import ChangeUser
from server.db.engine import open_engine
from server.sms.embedded import shown
from server.staff.tables import users
from tests.demo.bank import BRANCH, STAFF
from tests.journeys.street import Street
from tests.journeys.test_staff import newest_code, sent
from tests.journeys.town import EFUA

pytestmark = pytest.mark.journey
NEW = "+233201234567"


def counts(street: Street) -> str:
    """Where codes for Efua go."""
    engine = open_engine(street.settings.url)
    with engine.connect() as conn:
        found = conn.scalar(select(users.c.phone).where(users.c.id == EFUA))
    engine.dispose()
    return str(found)


def test_a_noted_phone_counts_once_its_owner_typed_the_code(street: Street) -> None:
    (window,) = street.open("one")
    assert street.server is not None
    street.server.kill()
    street.by_hand(ChangeUser(user=EFUA, roles=(Role.CASHIER,), branch=BRANCH, phone=NEW))
    street.serve()
    assert window.do("work_as", "efua") == ""
    assert window.do("to_own_phone") == "A phone that ends in 567 waits for you"
    before = sent(street)
    assert window.do("confirm_phone") == "Codes of Efua Owusu go to the noted phone"
    code = newest_code(street, before)
    assert (shown(street.settings.sms_file)[-1].phone, counts(street)) == (NEW, STAFF[0].phone)
    window.do("type_code", code)
    assert window.do("until_own", "phone") == "sms"
    assert (counts(street), street.differences()) == (NEW, [])
