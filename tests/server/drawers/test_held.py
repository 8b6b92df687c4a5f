"""Suspense and clearing beside the day's cash, with the postings that nobody has settled."""

import msgspec

from contract.ids import new_id
from server.drawers.day import figures
from server.drawers.tables import DRAWERS
from tests.server.drawers.house import DAY, EFUA, MAKOLA, House, deposit, done


def of(house: House):
    with house.engine.connect() as conn:
        (found,) = figures(conn, MAKOLA, DAY, house._resident.rows(DRAWERS))
    return found


def test_a_deposit_that_could_not_be_booked_lies_in_suspense_and_is_named(house: House) -> None:
    house.open()
    assert (of(house).suspense, of(house).held, of(house).clearing) == (0, (), 0)
    done(house.run(deposit(200_00, {"20000": 1})))
    late = msgspec.structs.replace(deposit(30_00, {"1000": 3}, taken_offline=True), account=new_id())
    done(house.run(late))
    found = of(house)
    assert found.suspense == 30_00
    (entry,) = found.held
    assert (entry.kind, entry.made_by, entry.amount, entry.transaction) == ("deposit", EFUA, 30_00, late.transaction)
    assert found.ties, "the cash of it is in the drawer"
