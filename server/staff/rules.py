"""Who may be added and changed. Pure."""

from collections.abc import Iterable

from contract.errors import ErrorCode, Rejected
from contract.staff import AddDevice, AddUser
from server.staff.tables import DeviceRow, UserRow


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


def device_fault(command: AddDevice, devices: Iterable[DeviceRow]) -> Rejected | None:
    """A key is one device's; a name is free again once its device was revoked."""
    for row in devices:
        if row.id == command.device:
            return Rejected(code=ErrorCode.ALREADY_THERE, params={"device": row.id})
        if (row.key_x, row.key_y) == (command.key.x, command.key.y):
            return Rejected(code=ErrorCode.ALREADY_THERE, params={"key": row.name})
        if row.active and row.name == command.name:
            return Rejected(code=ErrorCode.ALREADY_THERE, params={"name": row.name})
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
