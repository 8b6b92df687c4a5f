from contract.ids import SYSTEM_USER
from contract.permissions import Permission, Role
from server.staff.actors import actor_of, reader_of, scope_of
from tests.server.staff.bench import Founded


def test_rights_are_the_union_of_the_roles(town: Founded) -> None:
    both = actor_of(town.bank.writer.resident, town.person("ama", Role.CASHIER, Role.AUDITOR))
    assert both is not None
    assert {"post_cash", "read_audit"} <= both.permissions
    assert "decide" not in both.permissions
    assert both.everywhere
    assert reader_of(both).permissions == both.permissions


def test_nobody_and_the_bank_itself(town: Founded) -> None:
    resident = town.bank.writer.resident
    assert actor_of(resident, "nobody") is None
    bank = actor_of(resident, SYSTEM_USER)
    assert bank is not None
    assert bank.permissions == {permission.value for permission in Permission}


def test_the_scope_changes_with_what_may_be_seen_and_with_nothing_else(town: Founded) -> None:
    resident = town.bank.writer.resident
    cashier = actor_of(resident, town.person("efua", Role.CASHIER))
    assert cashier is not None
    assert scope_of(cashier) == scope_of(cashier)
    moved = type(cashier)(cashier.user, cashier.name, town.osu, cashier.roles, cashier.permissions)
    renamed = type(cashier)(cashier.user, "Another", cashier.branch, cashier.roles, cashier.permissions)
    assert scope_of(moved) != scope_of(cashier)
    assert scope_of(renamed) == scope_of(cashier)
