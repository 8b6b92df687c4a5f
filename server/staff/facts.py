"""What the bank says of people and devices, and to whom. Used by handlers and by the snapshot, so both say the same."""

from contract.permissions import Permission, Role
from contract.staff import DeviceFact, LimitFact, RoleFact, UserFact
from server.core.audience import Audience, at_branch
from server.staff.tables import DeviceRow, LimitRow, RoleRow, UserRow


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
        phone_end=row.phone[-3:],
        noted=row.noted,
        noted_end=row.noted_phone[-3:],
    )


def user_audience(row: UserRow) -> Audience:
    """Colleagues at the branch, and the person."""
    return at_branch(row.branch, Permission.READ_STAFF.value, {row.id})


def device_fact(row: DeviceRow) -> DeviceFact:
    """A workstation without its key."""
    return DeviceFact(device=row.id, name=row.name, branch=row.branch, active=row.active)


def device_audience(row: DeviceRow) -> Audience:
    """Colleagues at the branch: a workstation's name stands on every paper it prints."""
    return at_branch(row.branch, Permission.READ_STAFF.value)


def role_fact(row: RoleRow) -> RoleFact:
    """What a role may do, without rights that this release does not know any more."""
    known = {permission.value for permission in Permission}
    rights = tuple(Permission(name) for name in sorted(row.permissions) if name in known)
    return RoleFact(role=Role(row.role), permissions=rights, everywhere=row.everywhere)


def limit_fact(row: LimitRow) -> LimitFact:
    """A bound, or that it was taken away."""
    return LimitFact(
        limit=row.id,
        act=row.kind,
        currency=row.currency,
        per_transaction=max(0, row.per_transaction),
        per_day=row.per_day,
        role=Role(row.role) if row.role else None,
        user=row.user or None,
        branch=row.branch or None,
        removed=row.per_transaction < 0,
    )


def rights_audience() -> Audience:
    """Everybody on the staff: what a role may do is no secret, and whom to ask should be known."""
    return at_branch("", Permission.READ_STAFF.value)
