"""Taking a flag away: what warned or stopped goes only with two hands, by whichever command it is asked."""

from collections.abc import Iterable
from typing import Any

import msgspec

from contract.approvals import Why
from contract.customers import Flag, FlagCustomer, LiftFlag
from contract.errors import ErrorCode, Rejected
from contract.ids import SYSTEM_USER
from contract.permissions import Permission
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Handler, Outcome, Weighed
from server.core.store import Key
from server.core.unit import Unit
from server.customers.stating import of_this_branch, say
from server.customers.tables import CUSTOMERS, CustomerRow

GUARDED = frozenset({Flag.STOP, Flag.DECEASED, Flag.DORMANT, Flag.POLITICALLY_EXPOSED})
"""What nobody takes away alone. A memo is a note between colleagues."""


def asks(ctx: Context, row: CustomerRow, lifted: Iterable[Flag]) -> Weighed | None:
    """A second person of the customer's branch, where a guarded flag would go. The bank's own hand asks nobody."""
    guarded = [flag for flag in lifted if flag in GUARDED]
    if not guarded or ctx.actor.user == SYSTEM_USER:
        return None
    return Weighed(reasons=tuple(map(_why, guarded)), branch=row.branch, holder=row.full_name, object=f"flags/{row.id}")


def _why(flag: Flag) -> Why:
    if flag is Flag.DORMANT:
        return Why(code="dormant_reactivated")
    return Why(code="flag_lifted", about=flag.value)


def _set(command: LiftFlag, ctx: Context) -> CustomerRow | Rejected:
    row = of_this_branch(ctx, command.customer)
    if isinstance(row, CustomerRow) and command.flag.value not in row.flags:
        return Rejected(code=ErrorCode.FLAG_NOT_SET, params={"flag": command.flag.value})
    return row


def weigh(command: LiftFlag, ctx: Context) -> Weighed | Rejected | None:
    """Always where the flag is guarded."""
    row = _set(command, ctx)
    return row if isinstance(row, Rejected) else asks(ctx, row, (command.flag,))


def lift(command: LiftFlag, ctx: Context) -> Outcome:
    """The flag is gone, and with the last of them nothing else: the memo stays until it is rewritten."""
    row = _set(command, ctx)
    if isinstance(row, Rejected):
        return row
    left = [flag for flag in row.flags if flag != command.flag.value]
    say(ctx, ctx.put(CUSTOMERS, msgspec.structs.replace(row, flags=left)))
    return None


def weigh_flags(command: FlagCustomer, ctx: Context) -> Weighed | Rejected | None:
    """Setting flags is one person's; the same command must not be the way around a second pair of eyes."""
    row = of_this_branch(ctx, command.customer)
    if isinstance(row, Rejected):
        return row
    return asks(ctx, row, (Flag(flag) for flag in row.flags if flag not in {new.value for new in command.flags}))


def _needs(command: LiftFlag, header: Header, unit: Unit) -> Iterable[Key]:
    return ((CUSTOMERS, command.customer),)


def handlers() -> tuple[Handler[Any], ...]:
    """The one command of its own."""
    return (Handler(LiftFlag, Permission.EDIT_CUSTOMERS, lift, needs=_needs, weigh=weigh),)
