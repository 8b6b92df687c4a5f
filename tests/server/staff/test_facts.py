import msgspec

from server.core.audience import Reader, may_see
from server.staff.facts import (
    device_audience,
    device_fact,
    limit_fact,
    rights_audience,
    role_fact,
    user_audience,
    user_fact,
)
from server.staff.tables import DeviceRow, LimitRow, RoleRow, UserRow

ROW = UserRow(id="efua", username="efua", full_name="Efua", staff_number="E1", roles=["cashier"], branch="makola")
TILL = DeviceRow(id="till", name="TILL-1", branch="makola", key_x="x", key_y="y")


def reader(user: str, branch: str, *permissions: str, everywhere: bool = False) -> Reader:
    return Reader(user=user, branch=branch, permissions=frozenset(permissions), everywhere=everywhere)


def test_colleagues_and_the_person_know_a_person() -> None:
    assert user_fact(ROW).roles == ("cashier",)
    audience = user_audience(ROW)
    assert may_see(reader("efua", "osu"), audience)
    assert may_see(reader("kojo", "makola", "read_staff"), audience)
    assert may_see(reader("yaa", "osu", "read_staff", everywhere=True), audience)
    assert not may_see(reader("kojo", "osu", "read_staff"), audience)
    assert not may_see(reader("kojo", "makola"), audience)


def test_a_device_s_key_is_told_to_nobody() -> None:
    assert set(device_fact(TILL).__struct_fields__) == {"device", "name", "branch", "active"}
    assert may_see(reader("efua", "makola", "read_staff"), device_audience(TILL))
    assert not may_see(reader("kojo", "osu", "read_staff"), device_audience(TILL))


def test_a_phone_is_told_by_its_end_alone() -> None:
    assert user_fact(msgspec.structs.replace(ROW, phone="+233244187306")).phone_end == "306"
    waits = user_fact(msgspec.structs.replace(ROW, noted_phone="+233244187306", noted="mark"))
    assert (waits.phone_end, waits.noted, waits.noted_end) == ("", "mark", "306")


def test_roles_and_bounds_are_told_to_the_whole_staff() -> None:
    fact = role_fact(RoleRow(role="cashier", permissions=["post_cash", "of_an_older_release"]))
    assert fact.permissions == ("post_cash",)
    gone = LimitRow(id="cashier/withdraw/GHS", role="cashier", kind="withdraw", currency="GHS", per_transaction=-1)
    assert (limit_fact(gone).removed, limit_fact(gone).per_transaction) == (True, 0)
    assert may_see(reader("efua", "makola", "read_staff"), rights_audience())
    assert not may_see(reader("efua", "makola"), rights_audience())
