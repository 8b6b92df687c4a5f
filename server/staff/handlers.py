"""Commands about people and devices. Passwords never pass here: they are set apart, outside the journal."""

from typing import Any

import msgspec

from contract.errors import ErrorCode, Rejected
from contract.feed import Gone
from contract.permissions import Permission
from contract.staff import AddDevice, AddUser, ChangeUser, DisableUser, ReadmitDevice, RevokeDevice
from server.core.actor import Header
from server.core.branch_table import BRANCHES
from server.core.context import Context
from server.core.device_chain import CHAINS, ChainRow
from server.core.registry import Handler, Outcome
from server.core.store import Key
from server.core.unit import Unit
from server.staff import facts, rules
from server.staff.tables import DEVICES, USERS, DeviceRow, UserRow


def add_user(command: AddUser, ctx: Context) -> Outcome:
    """A new person, who can sign in once a password was set."""
    fault = (
        _branch_fault(ctx, command.branch)
        or rules.reach_fault(ctx.actor.everywhere, ctx.branch, command.branch)
        or rules.user_fault(command, ctx.all(USERS).values())
    )
    if fault is not None:
        return fault
    row = UserRow(
        id=command.user,
        username=command.username,
        full_name=command.full_name,
        staff_number=command.staff_number,
        roles=[role.value for role in dict.fromkeys(command.roles)],
        branch=command.branch,
    )
    _say_user(ctx, ctx.put(USERS, row))
    return None


def change_user(command: ChangeUser, ctx: Context) -> Outcome:
    """Other roles or another branch. Their feed notices the new scope and starts afresh."""
    row = ctx.get(USERS, command.user)
    if row is None:
        return Rejected(code=ErrorCode.USER_UNKNOWN)
    fault = (
        rules.self_fault(ctx.actor.user, row.id)
        or _branch_fault(ctx, command.branch)
        or rules.reach_fault(ctx.actor.everywhere, ctx.branch, row.branch, command.branch)
    )
    if fault is not None:
        return fault
    if row.branch != command.branch:
        ctx.say(Gone(topic="user", key=row.id), facts.user_audience(row))
    roles = [role.value for role in dict.fromkeys(command.roles)]
    _say_user(ctx, ctx.put(USERS, msgspec.structs.replace(row, roles=roles, branch=command.branch)))
    return None


def disable_user(command: DisableUser, ctx: Context) -> Outcome:
    """No more signing in; what they queued before goes to review."""
    row = ctx.get(USERS, command.user)
    if row is None:
        return Rejected(code=ErrorCode.USER_UNKNOWN)
    fault = rules.self_fault(ctx.actor.user, row.id) or rules.reach_fault(ctx.actor.everywhere, ctx.branch, row.branch)
    if fault is not None:
        return fault
    _say_user(ctx, ctx.put(USERS, msgspec.structs.replace(row, active=False)))
    return None


def add_device(command: AddDevice, ctx: Context) -> Outcome:
    """A workstation's key is admitted."""
    fault = (
        _branch_fault(ctx, command.branch)
        or rules.reach_fault(ctx.actor.everywhere, ctx.branch, command.branch)
        or rules.device_fault(command, ctx.all(DEVICES).values())
    )
    if fault is not None:
        return fault
    row = DeviceRow(
        id=command.device, name=command.name, branch=command.branch, key_x=command.key.x, key_y=command.key.y
    )
    _say_device(ctx, ctx.put(DEVICES, row))
    return None


def revoke_device(command: RevokeDevice, ctx: Context) -> Outcome:
    """Nothing this key signs counts any more; its open feeds are closed."""
    row = ctx.get(DEVICES, command.device)
    if row is None:
        return Rejected(code=ErrorCode.DEVICE_UNKNOWN)
    fault = rules.reach_fault(ctx.actor.everywhere, ctx.branch, row.branch)
    if fault is not None:
        return fault
    _say_device(ctx, ctx.put(DEVICES, msgspec.structs.replace(row, active=False)))
    return None


def readmit_device(command: ReadmitDevice, ctx: Context) -> Outcome:
    """What it sends next begins its chain anew. Its holes stay told, and are no longer waited for."""
    row = ctx.get(DEVICES, command.device)
    if row is None:
        return Rejected(code=ErrorCode.DEVICE_UNKNOWN)
    fault = rules.reach_fault(ctx.actor.everywhere, ctx.branch, row.branch)
    if fault is None and ctx.get(CHAINS, row.id) is not None:
        ctx.put(CHAINS, ChainRow(device=row.id))
    return fault


def _chain_of(command: ReadmitDevice, header: Header, unit: Unit) -> list[Key]:
    return [(CHAINS, command.device)]


def _branch_fault(ctx: Context, branch: str) -> Rejected | None:
    return None if ctx.get(BRANCHES, branch) else Rejected(code=ErrorCode.BRANCH_UNKNOWN)


def _say_user(ctx: Context, row: UserRow) -> None:
    ctx.say(facts.user_fact(row), facts.user_audience(row), key=row.id)


def _say_device(ctx: Context, row: DeviceRow) -> None:
    ctx.say(facts.device_fact(row), facts.device_audience(row), key=row.id)


def handlers() -> tuple[Handler[Any], ...]:
    """All of the room's handlers. They look through the resident stores, so only a chain is a need."""
    return (
        Handler(AddUser, Permission.CHANGE_STAFF, add_user),
        Handler(ChangeUser, Permission.CHANGE_STAFF, change_user),
        Handler(DisableUser, Permission.CHANGE_STAFF, disable_user),
        Handler(AddDevice, Permission.CHANGE_DEVICES, add_device),
        Handler(RevokeDevice, Permission.CHANGE_DEVICES, revoke_device),
        Handler(ReadmitDevice, Permission.CHANGE_DEVICES, readmit_device, needs=_chain_of),
    )
