"""Who may be added and changed, what a role may hold, whom a bound may name. Pure."""

from collections.abc import Iterable, Set

from contract.errors import ErrorCode, Rejected
from contract.permissions import Permission, Role
from contract.staff import AddDevice, AddUser, AskForDevice, ChangeRole, SetLimit
from server.staff.tables import DeviceRow, UserRow

MONEY = frozenset({Permission.POST_CASH, Permission.POST_TRANSFER, Permission.REVERSE, Permission.DECIDE})
RIGHTS = frozenset({Permission.CHANGE_STAFF, Permission.CHANGE_DEVICES})
LOOKING = frozenset({permission for permission in Permission if permission.value.startswith(("read_", "see_"))})


def user_fault(command: AddUser, people: Iterable[UserRow]) -> Rejected | None:
    """A user name, a staff number and an id belong to one person for ever, also after they left."""
    for row in people:
        if row.id == command.user:
            return Rejected(code=ErrorCode.USER_EXISTS, params={"user": row.id})
        if row.username == command.username:
            return Rejected(code=ErrorCode.USER_EXISTS, params={"username": row.username})
        if row.staff_number == command.staff_number:
            return Rejected(code=ErrorCode.USER_EXISTS, params={"staff_number": row.staff_number})
    return None


def device_fault(command: AddDevice | AskForDevice, devices: Iterable[DeviceRow]) -> Rejected | None:
    """A key is one device's; a name is free again once its device was revoked."""
    for row in devices:
        if row.id == command.device:
            return Rejected(code=ErrorCode.ALREADY_THERE, params={"device": row.id})
        if (row.key_x, row.key_y) == (command.key.x, command.key.y):
            return Rejected(code=ErrorCode.ALREADY_THERE, params={"key": row.name})
    return name_fault(command.name, command.device, devices)


def name_fault(name: str, device: str, devices: Iterable[DeviceRow]) -> Rejected | None:
    """Two workstations in use never share a name."""
    if any(row.active and row.name == name and row.id != device for row in devices):
        return Rejected(code=ErrorCode.ALREADY_THERE, params={"name": name})
    return None


def reach_fault(everywhere: bool, own_branch: str, *branches: str) -> Rejected | None:
    """Whoever is bound to a branch changes people and devices of that branch only."""
    if everywhere or all(branch == own_branch for branch in branches):
        return None
    return Rejected(code=ErrorCode.WRONG_BRANCH)


def self_fault(actor: str, user: str) -> Rejected | None:
    """Nobody hands rights to themselves, and nobody locks themselves out."""
    if actor == user:
        return Rejected(code=ErrorCode.NOT_PERMITTED, params={"why": "self"})
    return None


def last_administrator(people: Iterable[UserRow], user: str, roles: Iterable[str], active: bool) -> Rejected | None:
    """The bank always has somebody who can put rights right again."""
    if active and Role.ADMINISTRATOR.value in roles:
        return None
    holders = {row.id for row in people if row.active and Role.ADMINISTRATOR.value in row.roles}
    return Rejected(code=ErrorCode.LAST_ADMINISTRATOR) if holders == {user} else None


def role_fault(command: ChangeRole, own_roles: Set[str]) -> Rejected | None:
    """Two hands for every theft: no role both hands out rights and moves money, an auditor only looks, nobody widens their own role."""
    given = frozenset(command.permissions)
    if command.role.value in own_roles:
        return Rejected(code=ErrorCode.NOT_PERMITTED, params={"why": "self"})
    if Permission.SYSTEM in given:
        return Rejected(code=ErrorCode.NOT_PERMITTED, params={"permission": Permission.SYSTEM.value})
    if given & MONEY and given & RIGHTS:
        return Rejected(code=ErrorCode.NOT_PERMITTED, params={"why": "two_hands"})
    if command.role is Role.AUDITOR and given - LOOKING:
        return Rejected(code=ErrorCode.NOT_PERMITTED, params={"permission": min(given - LOOKING).value})
    if command.role is Role.ADMINISTRATOR and not given >= RIGHTS:
        return Rejected(code=ErrorCode.LAST_ADMINISTRATOR)
    return None


def limit_fault(command: SetLimit, actor: str) -> Rejected | None:
    """A bound is of exactly one: a role, a person, a branch. Nobody sets their own."""
    named = [target for target in (command.role, command.user, command.branch) if target is not None]
    if len(named) != 1:
        return Rejected(code=ErrorCode.MALFORMED, params={"detail": "role, user or branch: exactly one"})
    return self_fault(actor, command.user or "")
