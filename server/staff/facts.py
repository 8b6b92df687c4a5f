"""What the bank says of people and devices, and to whom. Used by handlers and by the snapshot, so both say the same."""

from contract.permissions import Permission, Role
from contract.staff import DeviceFact, UserFact
from server.core.audience import Audience, at_branch
from server.staff.tables import DeviceRow, UserRow


def user_fact(row: UserRow) -> UserFact:
    """A person as colleagues may know them."""
    return UserFact(
        user=row.id,
        username=row.username,
        full_name=row.full_name,
        staff_number=row.staff_number,
        roles=tuple(Role(name) for name in row.roles),
        branch=row.branch,
        active=row.active,
    )


def user_audience(row: UserRow) -> Audience:
    """Colleagues at the branch, and the person."""
    return at_branch(row.branch, Permission.READ_STAFF.value, {row.id})


def device_fact(row: DeviceRow) -> DeviceFact:
    """A workstation without its key."""
    return DeviceFact(device=row.id, name=row.name, branch=row.branch, active=row.active)


def device_audience(row: DeviceRow) -> Audience:
    """Those who admit and revoke devices."""
    return at_branch(row.branch, Permission.CHANGE_DEVICES.value)
