from sqlalchemy import update

from contract.permissions import Permission, Role
from server.staff.roles import EVERYWHERE, PERMISSIONS, limit_id, seed
from server.staff.tables import LIMITS, ROLES, limits
from tests.server.staff.bench import room


def test_rows_are_written_once_and_what_was_changed_stays() -> None:
    with room() as conn:
        seed(conn)
        rows = ROLES.fetch_all(conn)
        assert set(rows) == {role.value for role in Role}
        assert {role for role, row in rows.items() if row.everywhere} == {role.value for role in EVERYWHERE}
        key = limit_id("cashier", "withdraw", "GHS")
        assert LIMITS.fetch_all(conn)[key].per_transaction == 5_000_00
        assert LIMITS.fetch_all(conn)[limit_id("manager", "withdraw", "GHS")].per_transaction == 50_000_00
        conn.execute(update(limits).where(limits.c.id == key).values(per_transaction=1))
        seed(conn)
        assert LIMITS.fetch_all(conn)[key].per_transaction == 1


def test_no_role_both_hands_out_rights_and_moves_money() -> None:
    money = {Permission.POST_CASH, Permission.POST_TRANSFER, Permission.DECIDE, Permission.REVERSE}
    for role, held in PERMISSIONS.items():
        assert Permission.SYSTEM not in held
        assert not (Permission.CHANGE_STAFF in held and held & money), role
