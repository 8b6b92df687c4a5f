"""A close that is put aside: killed as a power cut would, the count goes on where it was and is booked once."""

import pytest
from sqlalchemy import select

from server.db.engine import open_engine
from server.drawers.tables import SESSIONS
from tests.demo.bank import FLOAT
from tests.journeys.street import Street

pytestmark = pytest.mark.journey


def attempts(street: Street, session: str) -> list[str]:
    """The ids of the counts that the server keeps of a session."""
    engine = open_engine(street.settings.url)
    with engine.connect() as conn:
        found = conn.execute(select(SESSIONS.table.c.attempts).where(SESSIONS.table.c.id == session)).scalar_one()
    engine.dispose()
    return [str(line["attempt"]) for line in found]


def test_a_count_put_aside_outlives_a_kill_and_is_counted_once(street: Street) -> None:
    (window,) = street.open("one")
    session = street.at_counter(window)
    window.do("begin_count", FLOAT)
    window.do("put_close_aside")
    kept = window.do("close_kept")
    assert window.do("until_phase", "open") == "open"
    window.kill()
    window.start()
    assert window.do("sign_in_as", "efua") == ""
    assert window.do("go_on_count") == FLOAT
    window.do("press", "F9")
    window.do("until_phase", "reconcile")
    assert attempts(street, session) == [kept["attempt"]]
    assert window.do("close_kept")["counts"] == {}
    window.kill()
    window.start()
    assert window.do("sign_in_as", "efua") == ""
    assert window.do("until_phase", "reconcile") == "reconcile"
    window.do("press", "F9")
    window.do("until_phase", "closed")
    assert attempts(street, session) == [kept["attempt"]]
    assert street.differences() == []
