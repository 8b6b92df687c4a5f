"""An opening count that is far off is made again before it is booked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.drawers import OpenDrawer
from contract.floats import CountAgain
from contract.ids import new_id
from server.drawers.float_tables import OPENING_COUNTS
from server.drawers.tables import DRAWERS
from tests.server.drawers import house as h
from tests.server.drawers.house import AKOSUA, DRAWER, EFUA, FLOAT, FLOAT_TOTAL, KOJO, House, done, refused

SHORT = {**FLOAT, "10000": 9}


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    """The bank of house.py on either database."""
    bank = House(tmp_path, database_url)
    yield bank
    bank.engine.dispose()


def test_the_first_is_kept_and_says_nothing_the_second_is_booked(house: House) -> None:
    session, vault = new_id(), house.balance("1020")
    first = done(house.run(OpenDrawer(session=session, drawer=DRAWER, counted=SHORT)))
    assert first == CountAgain(session=session, number=1)
    assert (house.balance("1020"), house.row(DRAWERS, DRAWER).session) == (vault, "")
    assert h.codes(house.seen(AKOSUA)) == ["opening_recount"]
    assert h.codes(house.seen(EFUA)) == [], "the count stays blind"
    kept = house.row(OPENING_COUNTS, session)
    assert (kept.counted, kept.difference, kept.cashier) == (SHORT, -100_00, EFUA)
    second = done(house.run(OpenDrawer(session=session, drawer=DRAWER, counted=SHORT)))
    assert (second.difference, second.counts) == (-100_00, 2)
    assert house.differences() == []


def test_a_second_count_that_agrees_opens_without_a_difference(house: House) -> None:
    session = new_id()
    done(house.run(OpenDrawer(session=session, drawer=DRAWER, counted=SHORT)))
    assert done(house.run(OpenDrawer(session=session, drawer=DRAWER, counted=FLOAT))).difference == 0
    assert house.balance("1430") == 0


def test_the_bound_is_the_drawers(house: House) -> None:
    strict, loose = new_id(), new_id()
    done(house.run(h.drawer(strict, "05", second_count_above=999), AKOSUA))
    done(house.run(h.drawer(loose, "06", second_count_above=1000), AKOSUA))
    count = {**FLOAT, "1000": 19}
    again = done(house.run(OpenDrawer(session=new_id(), drawer=strict, counted=count)))
    assert isinstance(again, CountAgain)
    assert (
        done(house.run(OpenDrawer(session=new_id(), drawer=loose, counted=count), KOJO)).counted_total
        == FLOAT_TOTAL - 1000
    )


def test_another_id_begins_anew_and_somebody_elses_first_count_is_not_ones_own(house: House) -> None:
    session = new_id()
    done(house.run(OpenDrawer(session=session, drawer=DRAWER, counted=SHORT)))
    assert isinstance(done(house.run(OpenDrawer(session=new_id(), drawer=DRAWER, counted=SHORT))), CountAgain)
    assert refused(house.run(OpenDrawer(session=session, drawer=DRAWER, counted=SHORT), KOJO)) == "already_there"
