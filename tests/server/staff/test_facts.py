from server.core.audience import Reader, may_see
from server.staff.facts import device_audience, device_fact, user_audience, user_fact
from server.staff.tables import DeviceRow, UserRow

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
    assert may_see(reader("yaa", "makola", "change_devices"), device_audience(TILL))
    assert not may_see(reader("efua", "makola", "read_staff"), device_audience(TILL))
