"""Somebody's drawer closed by a manager: counted, booked, told, accepted by nobody yet."""

from contract.drawers import ForceCloseDrawer
from contract.ids import new_id
from server.drawers.tables import DRAWERS, SESSIONS
from tests.server.drawers.house import AKOSUA, DRAWER, EFUA, FLOAT, KOJO, YAW, House, codes, deposit, done, refused
from tests.server.vault.roads import SAFE, denied, send, till


def force(house: House, pieces: dict[str, int], reason: str = "Efua was taken ill") -> ForceCloseDrawer:
    return ForceCloseDrawer(session=house.lease[EFUA].session, attempt=new_id(), counted=pieces, reason=reason)


def test_a_manager_counts_and_closes_it(house: House) -> None:
    session = house.open()
    done(house.run(deposit(20_00, {"1000": 2})))
    closed = done(house.run(force(house, {**FLOAT, "1000": 21}), AKOSUA))
    assert closed.variance == -10_00
    row = house.row(SESSIONS, session)
    assert (row.state, row.forced_by, row.accepted_by) == ("closed", AKOSUA, "")
    assert codes(house.seen(EFUA)) == ["drawer_forced"]
    assert house.said("reconciliation")[0]["forced_by"] == AKOSUA
    assert (house.balance("1420", "04"), house.row(DRAWERS, DRAWER).session) == (10_00, "")
    assert refused(house.run(force(house, FLOAT), AKOSUA)) == "drawer_not_open"
    assert house.differences() == []


def test_who_may_not_and_what_must_be_said(house: House) -> None:
    house.open()
    assert denied(house.run(force(house, FLOAT), KOJO)) == "decide"
    assert denied(house.run(force(house, FLOAT), YAW)) == "decide"
    assert refused(house.run(force(house, FLOAT, "  "), AKOSUA)) == "reason_missing"
    assert refused(house.run(force(house, {"7": 1}), AKOSUA)) == "unknown_denomination"


def test_what_waits_is_settled_first(house: House) -> None:
    house.open()
    done(house.run(send(till(), SAFE, {"10000": 1}), EFUA))
    assert refused(house.run(force(house, FLOAT), AKOSUA)) == "pending_in_drawer"


def test_nobody_forces_the_own_drawer(house: House) -> None:
    session = house.open(AKOSUA)
    command = ForceCloseDrawer(session=session, attempt=new_id(), counted=FLOAT, reason="Mine")
    assert refused(house.run(command, AKOSUA)) == "same_person"
