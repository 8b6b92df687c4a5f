"""Commands about workstations: admitted by their key, named, revoked for ever."""

import msgspec

from contract.errors import ErrorCode, Rejected
from contract.ids import SYSTEM_USER
from contract.staff import AddDevice, AskForDevice, ReadmitDevice, RenameDevice, RevokeDevice
from server.core.actor import Header
from server.core.context import Context
from server.core.device_chain import CHAINS, ChainRow
from server.core.registry import Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.staff import activity, facts, rules
from server.staff.second_hand import branch_fault, second_hand
from server.staff.tables import DEVICES, DeviceRow

replace = msgspec.structs.replace


def add_fault(command: AddDevice, ctx: Context) -> Rejected | None:
    """Why the workstation cannot be admitted."""
    return (
        branch_fault(ctx, command.branch)
        or rules.reach_fault(ctx.actor.everywhere, ctx.branch, command.branch)
        or rules.device_fault(command, ctx.all(DEVICES).values())
    )


def weigh_add(command: AddDevice, ctx: Context) -> Weighed | Rejected | None:
    """A manager of its branch agrees."""
    return second_hand(ctx, add_fault(command, ctx), command.branch, "new_device")


def add_device(command: AddDevice, ctx: Context) -> Outcome:
    """A workstation's key is admitted."""
    fault = add_fault(command, ctx)
    if fault is not None:
        return fault
    admit(ctx, command.device, command.name, command.branch, command.key.x, command.key.y)
    return None


def weigh_ask(command: AskForDevice, ctx: Context) -> Weighed | Rejected | None:
    """A manager of the person's branch agrees; nobody may ask without one."""
    fault = rules.device_fault(command, ctx.all(DEVICES).values())
    return second_hand(ctx, fault, ctx.branch, "new_device")


def ask_for_device(command: AskForDevice, ctx: Context) -> Outcome:
    """What a manager agreed to: the workstation belongs to the branch of whoever asked."""
    fault = rules.device_fault(command, ctx.all(DEVICES).values())
    if fault is not None:
        return fault
    admit(ctx, command.device, command.name, ctx.branch, command.key.x, command.key.y)
    return None


def admit(ctx: Context, device: str, name: str, branch: str, x: str, y: str) -> None:
    """Write the workstation, say it, note it."""
    row = DeviceRow(id=device, name=name, branch=branch, key_x=x, key_y=y)
    asked_by = "" if ctx.actor.user == SYSTEM_USER else ctx.actor.user
    activity.note(ctx.conn, ctx.moment, activity.DEVICE_ADDED, asked_by, device=device, detail=name, by=ctx.approved_by)
    say(ctx, ctx.put(DEVICES, row))


def rename_device(command: RenameDevice, ctx: Context) -> Outcome:
    """Another name on papers and in lists; the key stays."""
    row = ctx.get(DEVICES, command.device)
    if row is None or not row.active:
        return Rejected(code=ErrorCode.DEVICE_UNKNOWN)
    fault = rules.reach_fault(ctx.actor.everywhere, ctx.branch, row.branch) or rules.name_fault(
        command.name, row.id, ctx.all(DEVICES).values()
    )
    if fault is not None:
        return fault
    _note(ctx, activity.DEVICE_RENAMED, row, f"{row.name} {command.name}")
    say(ctx, ctx.put(DEVICES, replace(row, name=command.name)))
    return None


def revoke_device(command: RevokeDevice, ctx: Context) -> Outcome:
    """Nothing this key signs counts any more; its open feeds are closed."""
    row = ctx.get(DEVICES, command.device)
    if row is None:
        return Rejected(code=ErrorCode.DEVICE_UNKNOWN)
    fault = rules.reach_fault(ctx.actor.everywhere, ctx.branch, row.branch)
    if fault is not None:
        return fault
    _note(ctx, activity.DEVICE_REVOKED, row, command.reason)
    say(ctx, ctx.put(DEVICES, replace(row, active=False)))
    return None


def say(ctx: Context, row: DeviceRow) -> None:
    """The workstation as a fact."""
    ctx.say(facts.device_fact(row), facts.device_audience(row), key=row.id)


def _note(ctx: Context, what: str, row: DeviceRow, detail: str) -> None:
    activity.note(ctx.conn, ctx.moment, what, device=row.id, detail=detail, by=ctx.actor.user)


def readmit_device(command: ReadmitDevice, ctx: Context) -> Outcome:
    """What it sends next begins its chain anew. Its holes stay told, and are no longer waited for."""
    row = ctx.get(DEVICES, command.device)
    if row is None:
        return Rejected(code=ErrorCode.DEVICE_UNKNOWN)
    fault = rules.reach_fault(ctx.actor.everywhere, ctx.branch, row.branch)
    if fault is None and ctx.get(CHAINS, row.id) is not None:
        ctx.put(CHAINS, ChainRow(device=row.id))
    return fault


def chain_of(command: ReadmitDevice, header: Header, unit: Unit) -> list[Key]:
    """The only thing of this room that is not resident."""
    return [(CHAINS, command.device)]
