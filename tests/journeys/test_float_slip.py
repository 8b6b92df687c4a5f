"""A drawer opened while the server is away: the slip was signed before, the app dies in between, the server proves it when it is back."""

import pytest
from sqlalchemy import select

from contract.money import pieces_total
from server.db.engine import open_engine
from server.drawers.float_tables import float_slips
from server.drawers.tables import sessions
from tests.demo import bank as demo
from tests.journeys.street import Street

pytestmark = pytest.mark.journey
CUSTOMER = "000003"


def rows(street: Street, *columns: object) -> list[tuple[object, ...]]:
    engine = open_engine(street.settings.url)
    with engine.connect() as conn:
        found = [tuple(row) for row in conn.execute(select(*columns))]  # type: ignore[call-overload]
    engine.dispose()
    return found


@pytest.mark.timeout(240)
def test_a_drawer_opens_on_a_signed_slip_without_the_server_and_once(street: Street) -> None:
    teller, manager = street.open("one", "two")
    assert teller.do("sign_in_as", "efua") == ""
    assert manager.do("sign_in_as", "hajara") == ""
    teller.do("ask_slip")
    manager.do("sign_slip")
    assert teller.do("until_slip") == "Hajara Bawa"
    assert street.server is not None
    street.server.kill()
    teller.do("until_line", "offline")
    session = teller.do("open_on_slip")
    teller.do("deposit", CUSTOMER, "400", {"20000": 2})
    assert teller.do("states") == ["queued"]

    teller.kill()
    teller.start()
    assert teller.do("sign_in_as", "efua", demo.PASSWORD, "offline") == "", "a signed slip is reason enough to go on"
    assert teller.do("session") == session
    teller.do("deposit", CUSTOMER, "200", {"20000": 1})
    assert rows(street, sessions.c.id) == []

    street.serve()
    teller.do("until_line", "online")
    teller.do("until_proven")
    teller.do("until_states", ["completed", "completed"])
    slips = rows(street, float_slips.c.session, float_slips.c.state, float_slips.c.amount)
    assert slips == [(session, "used", pieces_total(demo.FLOAT))]
    assert rows(street, sessions.c.id, sessions.c.state, sessions.c.signed_by) == [(session, "open", "Hajara Bawa")]
    assert street.count() == 2
    assert not {"float_slip_unproven", "deposit_in_suspense"} & set(street.notices())
    assert street.differences() == []
