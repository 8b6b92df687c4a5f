import msgspec
import pytest

from contract.doors import PersonStanding
from contract.permissions import Permission, Role
from contract.staff import RoleFact
from teller_app.staff import rules
from tests.teller_app.kit import EFUA_ID
from tests.teller_app.staff.desk import DEVICES, HAJARA_ID, LIMITS, PEOPLE, ROLES, TILL_6, limit


def row(name: str) -> dict[Role, str]:
    return rules.matrix(ROLES, LIMITS)[name]


def test_the_table_comes_from_rights_and_bounds() -> None:
    assert (row("cash")[Role.CASHIER], row("cash")[Role.OPERATIONS]) == (rules.LIMIT, rules.DASH)
    assert (row("reverse")[Role.CASHIER], row("vault")[Role.MANAGER]) == (rules.YES, rules.YES)
    assert (row("people")[Role.ADMINISTRATOR], row("people")[Role.AUDITOR]) == (rules.MAKER, rules.READ)
    assert (row("audit")[Role.AUDITOR], row("audit")[Role.ADMINISTRATOR]) == (rules.YES, rules.READ)
    assert set(row("cash")) == set(Role)


def test_a_right_taken_away_is_a_dash_at_once() -> None:
    bare = tuple(msgspec.structs.replace(fact, permissions=()) if fact.role is Role.CASHIER else fact for fact in ROLES)
    assert rules.matrix(bare, LIMITS)["cash"][Role.CASHIER] == rules.DASH
    one = (RoleFact(role=Role.CASHIER, permissions=(Permission.POST_CASH,)),)
    assert rules.matrix(one, ())["cash"] == {Role.CASHIER: rules.YES}, "no bound is no limit in the table"


@pytest.mark.parametrize(("standing", "waiting", "state"), [
    (None, (), "active"),
    (PersonStanding(user=EFUA_ID, locked=True), (EFUA_ID,), "locked"),
    (PersonStanding(user=EFUA_ID, secret="due"), (EFUA_ID,), "waits"),
    (PersonStanding(user=EFUA_ID, secret="due"), (), "due"),
    (PersonStanding(user=EFUA_ID, secret="drawn"), (), "drawn"),
])  # fmt: skip
def test_what_matters_most_about_a_person(
    standing: PersonStanding | None, waiting: tuple[str, ...], state: str
) -> None:
    efua = next(one for one in PEOPLE if one.user == EFUA_ID)
    assert rules.person_state(efua, standing, waiting) == state
    assert rules.person_state(msgspec.structs.replace(efua, active=False), standing, waiting) == "left"


def test_a_workstation_in_use_free_or_revoked() -> None:
    states = [rules.device_state(device, {DEVICES[0].device}) for device in DEVICES]
    assert rules.device_state(DEVICES[0], {DEVICES[0].device}, stopped=True) == "stopped"
    assert states == ["in_use", "free", "revoked"]
    assert DEVICES[1].device == TILL_6


def test_an_own_bound_stands_before_the_roles_and_the_branch_is_a_ceiling() -> None:
    hajara = next(one for one in PEOPLE if one.user == HAJARA_ID)
    assert rules.limit_of(hajara, LIMITS, "withdraw", "GHS") == 60_000_00
    assert rules.limit_of(hajara, LIMITS[:-1], "withdraw", "GHS") == 50_000_00
    assert rules.limit_of(hajara, (*LIMITS, limit(1_000_00, branch=hajara.branch)), "withdraw", "GHS") == 1_000_00
    assert rules.limit_of(hajara, LIMITS, "transfer", "GHS") is None


def test_changes_between_two_facts() -> None:
    before, after = (
        {"fact": "user", "user": "u", "roles": ["cashier"], "active": True},
        {"fact": "user", "user": "u", "roles": ["manager"], "active": True},
    )
    assert rules.changes(before, after) == [("roles", ["cashier"], ["manager"])]
    assert rules.changes({}, after) == [("roles", None, ["manager"]), ("active", None, True)]
