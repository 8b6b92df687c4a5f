from contract.staff import Limit
from server.staff.limits import highest, limits_of
from server.staff.tables import LimitRow


def row(role: str, kind: str, bound: int) -> LimitRow:
    return LimitRow(id=f"{role}/{kind}/GHS", role=role, kind=kind, currency="GHS", per_transaction=bound)


ROWS = {
    item.id: item
    for item in (row("cashier", "withdraw", 5), row("manager", "withdraw", 50), row("cashier", "deposit", 7))
}


def test_the_largest_of_the_roles_bounds_counts() -> None:
    assert highest(ROWS, ["cashier"], "withdraw", "GHS") == 5
    assert highest(ROWS, ["cashier", "manager"], "withdraw", "GHS") == 50


def test_without_a_row_nobody_acts_alone() -> None:
    assert highest(ROWS, ["auditor"], "withdraw", "GHS") == 0
    assert highest(ROWS, ["cashier"], "withdraw", "CZK") == 0


def test_all_bounds_of_a_person() -> None:
    assert limits_of(ROWS, ["cashier", "manager"]) == (
        Limit(kind="deposit", currency="GHS", per_transaction=7),
        Limit(kind="withdraw", currency="GHS", per_transaction=50),
    )
