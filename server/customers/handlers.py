"""Registering, flagging, picturing a customer."""

from typing import Any

import msgspec
from sqlalchemy import or_, select

from contract.customers import FlagCustomer, ImageKind, RegisterCustomer, SetCustomerImage
from contract.errors import ErrorCode, Rejected
from contract.permissions import Permission
from server.core.actor import Header
from server.core.context import Context
from server.core.registry import Handler, Outcome
from server.core.store import Key
from server.core.unit import Unit
from server.customers import rules
from server.customers.lifting import weigh_flags
from server.customers.stating import of_this_branch, say, work_at
from server.customers.tables import CUSTOMERS, CustomerRow, customers, files


def register(command: RegisterCustomer, ctx: Context) -> Outcome:
    """Runs solo: duplicates by number, phone and card are searched before saving."""
    fault = work_at(ctx, command.branch or ctx.branch)
    if fault is not None:
        return fault
    same = [customers.c.number == command.number, customers.c.id == command.customer]
    same += [
        column == given
        for column, given in ((customers.c.card_number, command.card_number), (customers.c.phone, command.phone))
        if given
    ]
    found = ctx.conn.execute(select(customers.c.id, customers.c.number).where(or_(*same)).limit(1)).first()
    if found is not None:
        return Rejected(code=ErrorCode.CUSTOMER_EXISTS, params={"number": found.number})
    row = CustomerRow(
        id=command.customer,
        number=command.number,
        full_name=command.full_name,
        search_name=rules.folded(command.full_name),
        branch=ctx.branch,
        phone=command.phone,
        card_number=command.card_number,
        birth_date=command.birth_date,
        digital_address=command.digital_address,
        tier=command.tier,
        since=ctx.business_date,
    )
    say(ctx, ctx.put(CUSTOMERS, row))
    return None


def flag(command: FlagCustomer, ctx: Context) -> Outcome:
    """Replace the flags and the memo."""
    row = of_this_branch(ctx, command.customer)
    if isinstance(row, Rejected):
        return row
    flags = [item.value for item in dict.fromkeys(command.flags)]
    say(ctx, ctx.put(CUSTOMERS, msgspec.structs.replace(row, flags=flags, memo=command.memo)))
    return None


def picture(command: SetCustomerImage, ctx: Context) -> Outcome:
    """Runs solo: the file must have been uploaded before."""
    row = of_this_branch(ctx, command.customer)
    if isinstance(row, Rejected):
        return row
    if ctx.conn.execute(select(files.c.sha256).where(files.c.sha256 == command.file)).first() is None:
        return Rejected(code=ErrorCode.FILE_UNKNOWN)
    if command.image is ImageKind.PHOTO:
        row = msgspec.structs.replace(row, photo=command.file)
    else:
        row = msgspec.structs.replace(row, signature=command.file)
    say(ctx, ctx.put(CUSTOMERS, row))
    return None


def _customer(command: FlagCustomer | SetCustomerImage, header: Header, unit: Unit) -> list[Key]:
    return [(CUSTOMERS, command.customer)]


def handlers() -> tuple[Handler[Any], ...]:
    """All of the room's handlers."""
    return (
        Handler(RegisterCustomer, Permission.EDIT_CUSTOMERS, register, solo=True),
        Handler(FlagCustomer, Permission.FLAG_CUSTOMERS, flag, needs=_customer, weigh=weigh_flags),
        Handler(SetCustomerImage, Permission.EDIT_CUSTOMERS, picture, needs=_customer, solo=True),
    )
