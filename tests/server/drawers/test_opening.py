"""Opening: what was sent against what was counted, one session a drawer, one drawer a person, leases never twice."""

from contract.drawers import ContinueDrawer, FundVault, OpenDrawer
from contract.feed import NotTaken
from contract.ids import new_id
from contract.ledger import Deposit
from server.drawers.tables import BAGS, DRAWERS, SESSIONS
from tests.server.drawers import house as h
from tests.server.drawers.house import AKOSUA, DRAWER, EFUA, FLOAT, FLOAT_TOTAL, KOJO, MAKOLA, House, done, refused


def test_the_float_leaves_the_vault_and_is_the_drawers(house: House) -> None:
    vault = house.balance("1020")
    session = house.open()
    assert (house.balance("1010", "04"), house.balance("1020")) == (FLOAT_TOTAL, vault - FLOAT_TOTAL)
    assert house.row(BAGS, f"drawer:{DRAWER}").pieces == FLOAT
    assert house.row(SESSIONS, session).device == h.DESKS[EFUA]
    assert house.differences() == []


def test_what_the_vault_sent_wrong_is_its_difference_and_told(house: House) -> None:
    counted = {**FLOAT, "1000": 19}
    answer = done(house.run(OpenDrawer(session=new_id(), drawer=DRAWER, counted=counted)))
    assert (answer.difference, answer.sent_total) == (-1000, FLOAT_TOTAL)
    assert (house.balance("1430"), house.balance("1010", "04")) == (1000, FLOAT_TOTAL - 1000)
    assert h.codes(house.seen(AKOSUA)) == ["opening_difference"]
    assert h.codes(house.seen(KOJO)) == []
    assert house.differences() == []


def test_a_drawer_that_opens_below_its_minimum_is_told(house: House) -> None:
    till = new_id()
    done(house.run(h.drawer(till, "05", minimum=FLOAT_TOTAL), AKOSUA))
    house.open(key=till)
    assert h.codes(house.seen(EFUA)) == []
    poor = new_id()
    done(house.run(h.drawer(poor, "06", minimum=FLOAT_TOTAL + 1), AKOSUA))
    house.open(KOJO, key=poor)
    assert h.codes(house.seen(KOJO)) == ["drawer_under_minimum"]
    assert h.codes(house.seen(AKOSUA)) == ["drawer_under_minimum"]
    assert house.said("session")[0]["low"]


def test_what_was_left_is_carried_forward_and_its_difference_is_over_short(house: House) -> None:
    house.open()
    house.count(FLOAT)
    done(house.close())
    vault = house.balance("1020")
    answer = done(house.run(OpenDrawer(session=new_id(), drawer=DRAWER, counted={**FLOAT, "100c": 52}), KOJO))
    assert (answer.carried_forward, answer.difference, answer.lease) == (True, 200, 2)
    assert (house.balance("1420", "04"), house.balance("1020")) == (-200, vault)
    assert house.differences() == []


def test_one_session_a_drawer_and_one_a_person(house: House) -> None:
    session = house.open()
    other = new_id()
    done(house.run(h.drawer(other, "05"), AKOSUA))
    take = OpenDrawer(session=new_id(), drawer=DRAWER, counted=FLOAT)
    assert refused(house.run(take, KOJO)) == "drawer_taken"
    assert refused(house.run(OpenDrawer(session=new_id(), drawer=other, counted=FLOAT))) == "session_open"
    assert refused(house.run(OpenDrawer(session=session, drawer=other, counted=FLOAT), KOJO)) == "already_there"
    assert refused(house.run(OpenDrawer(session=new_id(), drawer=new_id(), counted=FLOAT), KOJO)) == "drawer_unknown"
    assert (
        refused(house.run(OpenDrawer(session=new_id(), drawer=other, counted={"300": 1}), KOJO))
        == "unknown_denomination"
    )


def test_a_vault_without_the_pieces_is_short_though_it_has_the_money(house: House) -> None:
    greedy = new_id()
    done(house.run(h.drawer(greedy, "06", standing_float={"10000": 101}), AKOSUA))
    take = OpenDrawer(session=new_id(), drawer=greedy, counted={"10000": 101})
    assert refused(house.run(take)) == "vault_short"
    assert not house.row(DRAWERS, greedy).session


def test_going_on_elsewhere_makes_the_old_lease_stale(house: House) -> None:
    session = house.open()
    old, elsewhere = house.lease[EFUA], new_id()
    granted = done(house.run(ContinueDrawer(session=session), device=elsewhere))
    assert granted.lease == 2
    assert done(house.run(ContinueDrawer(session=session), device=elsewhere)).lease == 2
    assert refused(house.run(ContinueDrawer(session=session), KOJO)) == "drawer_not_yours"
    assert refused(house.run(h.deposit(100, {"100c": 1}), lease=old)) == "lease_stale"
    house.lease[EFUA] = h.Lease(session=session, number=2)
    assert isinstance(h.deposit(100, {"100c": 1}), Deposit)
    done(house.run(h.deposit(100, {"100c": 1}), device=elsewhere))


def test_drawer_and_vault_are_the_own_branchs(house: House) -> None:
    founding = FundVault(branch=MAKOLA, currency="GHS", pieces={"20000": 1})
    assert isinstance(house.run(founding, AKOSUA), NotTaken), "people fill the vault by two"
    assert refused(house.run(h.drawer(new_id(), "09"), h.ABENA)) == "wrong_branch"
    assert refused(house.run(h.drawer(new_id(), "04"), AKOSUA)) == "already_there"
    assert refused(house.run(FundVault(branch=MAKOLA, currency="GHS", pieces={"20000": 0}), h.SYSTEM)) == "cash_needed"
