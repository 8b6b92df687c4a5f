"""Commands about people. Passwords never pass here: they are set apart, outside the journal.

All run solo: they are rare, and write beside the journal (activity, credentials) in the same transaction.
"""

from functools import partial
from typing import Any

import msgspec

from contract.base import Command
from contract.errors import ErrorCode, Rejected
from contract.feed import Gone
from contract.permissions import Permission
from contract.staff import (
    AddDevice,
    AddUser,
    AskForDevice,
    ChangeRole,
    ChangeUser,
    ConfirmPhone,
    DisableUser,
    EnableUser,
    EndSessions,
    ReadmitDevice,
    RenameDevice,
    ResetPassword,
    RevokeDevice,
    SetLimit,
    UnlockUser,
)
from server.core.context import Context
from server.core.registry import Handler, Outcome, Weighed
from server.ledger.ports import Tell
from server.staff import activity, devices, facts, lockout, phones, rights, rules, secrets
from server.staff.second_hand import branch_fault, second_hand
from server.staff.tables import USERS, UserRow

replace = msgspec.structs.replace


def add_fault(command: AddUser, ctx: Context) -> Rejected | None:
    """Why the person cannot be added."""
    return (
        branch_fault(ctx, command.branch)
        or rules.reach_fault(ctx.actor.everywhere, ctx.branch, command.branch)
        or rules.user_fault(command, ctx.all(USERS).values())
    )


def weigh_add(command: AddUser, ctx: Context) -> Weighed | Rejected | None:
    """A manager of the branch agrees."""
    return second_hand(ctx, add_fault(command, ctx), command.branch)


def add_user(command: AddUser, ctx: Context) -> Outcome:
    """A new person, who signs in first with a one-time secret."""
    fault = add_fault(command, ctx)
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
    row = phones.noting(row, command.phone, False, ctx.new_id())
    secrets.order(ctx.conn, row.id, ctx.actor.user, ctx.moment)
    _say_user(ctx, ctx.put(USERS, row))
    return None


def change_fault(command: ChangeUser, ctx: Context) -> Rejected | None:
    """Why the person cannot be changed like this."""
    row = ctx.get(USERS, command.user)
    if row is None:
        return Rejected(code=ErrorCode.USER_UNKNOWN)
    return (
        rules.self_fault(ctx.actor.user, row.id)
        or branch_fault(ctx, command.branch)
        or rules.reach_fault(ctx.actor.everywhere, ctx.branch, row.branch, command.branch)
        or rules.last_administrator(ctx.all(USERS).values(), row.id, [role.value for role in command.roles], row.active)
    )


def weigh_change(command: ChangeUser, ctx: Context) -> Weighed | Rejected | None:
    """A manager of the branch where the person will work agrees."""
    return second_hand(ctx, change_fault(command, ctx), command.branch)


def change_user(tell: Tell, command: ChangeUser, ctx: Context) -> Outcome:
    """Other roles, another branch, name or phone. Their feed notices the new scope and starts afresh."""
    fault = change_fault(command, ctx)
    if fault is not None:
        return fault
    row = ctx.must(USERS, command.user)
    if row.branch != command.branch:
        ctx.say(Gone(topic="user", key=row.id), facts.user_audience(row))
    roles = [role.value for role in dict.fromkeys(command.roles)]
    after = phones.noting(row, command.phone, command.phone_lost, ctx.new_id())
    after = replace(after, roles=roles, branch=command.branch, full_name=command.full_name or row.full_name)
    _say_user(ctx, ctx.put(USERS, after))
    phones.note_change(tell, ctx, row, after, command.phone_lost)
    return None


def disable_user(command: DisableUser, ctx: Context) -> Outcome:
    """No more signing in, at once and by one hand: a harm is stopped before it is discussed. What they queued goes to review."""
    row = ctx.get(USERS, command.user)
    fault = _reach(row, ctx)
    if row is None or fault is not None:
        return fault
    fault = rules.self_fault(ctx.actor.user, row.id) or rules.last_administrator(
        ctx.all(USERS).values(), row.id, [], row.active
    )
    if fault is not None:
        return fault
    _note(ctx, activity.USER_DISABLED, row, command.reason)
    _say_user(ctx, ctx.put(USERS, replace(row, active=False, sessions_from=ctx.at)))
    return None


def enable_fault(command: EnableUser | ResetPassword, ctx: Context) -> Rejected | None:
    """Nobody brings themselves back or makes themselves a new secret."""
    return _reach(ctx.get(USERS, command.user), ctx) or rules.self_fault(ctx.actor.user, command.user)


def weigh_about(command: EnableUser | ResetPassword, ctx: Context) -> Weighed | Rejected | None:
    """A manager of the person's branch agrees."""
    row = ctx.get(USERS, command.user)
    return second_hand(ctx, enable_fault(command, ctx), row.branch if row else "")


def enable_user(command: EnableUser, ctx: Context) -> Outcome:
    """Works here again. Their sessions of before stay over."""
    fault = enable_fault(command, ctx)
    if fault is not None:
        return fault
    row = ctx.must(USERS, command.user)
    _note(ctx, activity.USER_ENABLED, row, command.reason)
    _say_user(ctx, ctx.put(USERS, replace(row, active=True, sessions_from=ctx.at)))
    return None


def reset_password(command: ResetPassword, ctx: Context) -> Outcome:
    """The password is gone and every session over; whoever asked draws a one-time secret at its own door."""
    fault = enable_fault(command, ctx)
    if fault is not None:
        return fault
    row = ctx.must(USERS, command.user)
    secrets.forget_password(ctx.conn, row.id)
    secrets.order(ctx.conn, row.id, ctx.actor.user, ctx.moment)
    _note(ctx, activity.PASSWORD_RESET, row, command.reason)
    ctx.put(USERS, replace(row, sessions_from=ctx.at))
    return None


def unlock_user(command: UnlockUser, ctx: Context) -> Outcome:
    """What was counted against their sign-in is forgotten."""
    row = ctx.get(USERS, command.user)
    fault = _reach(row, ctx)
    if row is None or fault is not None:
        return fault
    fault = rules.self_fault(ctx.actor.user, row.id)
    if fault is not None:
        return fault
    lockout.forget(ctx.conn, row.username, row.id)
    _note(ctx, activity.UNLOCKED, row, command.reason)
    return None


def end_sessions(command: EndSessions, ctx: Context) -> Outcome:
    """Signed out everywhere: oneself, or by whoever looks after people there."""
    row = ctx.get(USERS, command.user)
    if row is None:
        return Rejected(code=ErrorCode.USER_UNKNOWN)
    if row.id != ctx.actor.user:
        if Permission.OVERSEE_STAFF.value not in ctx.actor.permissions:
            return Rejected(code=ErrorCode.NOT_PERMITTED, params={"permission": Permission.OVERSEE_STAFF.value})
        fault = rules.reach_fault(ctx.actor.everywhere, ctx.branch, row.branch)
        if fault is not None:
            return fault
    _note(ctx, activity.SESSION_ENDED, row, command.reason)
    ctx.put(USERS, replace(row, sessions_from=ctx.at))
    return None


def _reach(row: UserRow | None, ctx: Context) -> Rejected | None:
    if row is None:
        return Rejected(code=ErrorCode.USER_UNKNOWN)
    return rules.reach_fault(ctx.actor.everywhere, ctx.branch, row.branch)


def _note(ctx: Context, what: str, row: UserRow, detail: str) -> None:
    activity.note(ctx.conn, ctx.moment, what, row.id, row.username, detail=detail, by=ctx.actor.user)


def _say_user(ctx: Context, row: UserRow) -> None:
    ctx.say(facts.user_fact(row), facts.user_audience(row), key=row.id)


def _always(command: Command, ctx: Context) -> bool:
    return True


def _other_roles(command: ChangeUser, ctx: Context) -> bool:
    row = ctx.get(USERS, command.user)
    other = row is None or set(row.roles) != {role.value for role in command.roles}
    return other or bool(command.phone) or command.phone_lost


def handlers(tell: Tell) -> tuple[Handler[Any], ...]:
    """All of the room's handlers. ``code``: what PRODUCT 1 names as of high privilege asks its maker for a fresh code."""
    staff, machines, oversee = Permission.CHANGE_STAFF, Permission.CHANGE_DEVICES, Permission.OVERSEE_STAFF
    everybody = Permission.READ_NOTICES
    return (
        Handler(AddUser, staff, add_user, weigh=weigh_add, solo=True, code=_always),
        Handler(ChangeUser, staff, partial(change_user, tell), weigh=weigh_change, solo=True, code=_other_roles),
        Handler(ConfirmPhone, everybody, partial(phones.confirm_phone, tell), solo=True, code=_always),
        Handler(DisableUser, staff, disable_user, solo=True),
        Handler(EnableUser, staff, enable_user, weigh=weigh_about, solo=True, code=_always),
        Handler(ResetPassword, staff, reset_password, weigh=weigh_about, solo=True, code=_always),
        Handler(UnlockUser, oversee, unlock_user, solo=True),
        Handler(EndSessions, everybody, end_sessions, solo=True),
        Handler(ChangeRole, staff, rights.change_role, weigh=rights.weigh_role, solo=True, code=_always),
        Handler(SetLimit, staff, rights.set_limit, weigh=rights.weigh_limit, solo=True, code=_always),
        Handler(AddDevice, machines, devices.add_device, weigh=devices.weigh_add, solo=True, code=_always),
        Handler(AskForDevice, everybody, devices.ask_for_device, weigh=devices.weigh_ask, solo=True, code=_always),
        Handler(RenameDevice, machines, devices.rename_device, solo=True),
        Handler(RevokeDevice, oversee, devices.revoke_device, solo=True),
        Handler(ReadmitDevice, machines, devices.readmit_device, needs=devices.chain_of),
    )
