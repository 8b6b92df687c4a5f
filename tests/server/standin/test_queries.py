"""Who finds budgets and codes in a snapshot."""

from tests.server.drawers import house as h
from tests.server.drawers.house import ABENA, AKOSUA, DRAWER, EFUA, KOJO, House, done
from tests.server.standin.line import armed, funded, paid, with_code


def found(house: House, topic: str, user: str) -> set[str]:
    return {key for name, key in house.snapshot(user) if name == topic}


def test_a_budget_is_for_its_cashier_and_the_branchs_deciders(house: House) -> None:
    funded(house)
    assert {user for user in (EFUA, KOJO, AKOSUA, ABENA) if found(house, "stand_in", user) == {DRAWER}} == {
        EFUA,
        AKOSUA,
    }


def test_armed_codes_are_for_the_branchs_tills_and_used_ones_for_nobody(house: House) -> None:
    session = funded(house)
    code, other = armed(house)
    assert {user for user in (EFUA, KOJO, AKOSUA, ABENA) if found(house, "stand_in_code", user)} == {EFUA, KOJO, AKOSUA}
    done(house.run(with_code(paid(600_00, {"10000": 6}), code, session)))
    assert found(house, "stand_in_code", h.KOJO) == {other}
