"""A person's phone: noted by others, counting for codes once its owner has confirmed it (ASVS 6.6.1).

Until then codes go where they went. It is confirmed by a code that went to that very number, or by the one-time secret that did.
"""

import logging
from typing import Any

import msgspec
from sqlalchemy import Connection

from contract.commands import encode, fingerprint
from contract.errors import ErrorCode, Rejected
from contract.feed import Executed
from contract.ids import derived_id, new_id
from contract.notices import Level
from contract.permissions import Permission
from contract.staff import ConfirmPhone
from server.core.actor import Header
from server.core.audience import Audience, at_branch
from server.core.clock import Clock, stamp
from server.core.context import Context
from server.core.registry import Outcome
from server.core.writer import Writer
from server.ledger.ports import Tell
from server.staff import activity, codes, facts, totp
from server.staff.denied import written
from server.staff.tables import USERS, UserRow

log = logging.getLogger("coastal.staff")


def noting(row: UserRow, phone: str, lost: bool, mark: str) -> UserRow:
    """The person with another phone noted (empty: none is), to be confirmed by ``mark``; ``lost``: the one of now counts no more. Pure."""
    counts = "" if lost else row.phone
    if not phone:
        return msgspec.structs.replace(row, phone=counts)
    if phone == counts:
        # The old one was written down again: what waited beside it was a mistake.
        return msgspec.structs.replace(row, noted_phone="", noted="")
    return msgspec.structs.replace(row, phone=counts, noted_phone=phone, noted=mark)


def secret_goes_to(row: UserRow) -> str:
    """The phone to which a one-time secret goes: the confirmed one; where there is none the noted one, whose proof it is at once."""
    return row.phone or row.noted_phone


def fault(row: UserRow | None, command: ConfirmPhone) -> Rejected | None:
    """Why this person cannot confirm it: it is another's, another was noted meanwhile, or none waits."""
    if row is None or (row.id, row.noted) != (command.user, command.noted):
        return Rejected(code=ErrorCode.PHONE_NOT_NOTED)
    return None


def note_change(tell: Tell, ctx: Context, before: UserRow, after: UserRow, lost: bool) -> None:
    """Say to the person, and in the activity, that a phone was noted for them or counts no more."""
    if lost:
        # An authenticator is an app on a phone: whoever found it would have both.
        totp.forget(ctx.conn, after.id)
        _line(ctx, activity.PHONE_LOST, after, before.phone[-3:])
    if after.noted and after.noted != before.noted:
        _line(ctx, activity.PHONE_NOTED, after, after.noted_phone[-3:])
        told = {"end": after.noted_phone[-3:]}
        tell(ctx, "phone_noted", Level.WARN, told, Audience(people=(after.id,)))


def confirm_phone(tell: Tell, command: ConfirmPhone, ctx: Context) -> Outcome:
    """Codes go to the noted phone from now on. The writer has taken the code that went there."""
    row = ctx.get(USERS, ctx.actor.user)
    why = fault(row, command)
    if row is None or why is not None:
        return why
    row = ctx.put(USERS, msgspec.structs.replace(row, phone=row.noted_phone, noted_phone="", noted=""))
    _line(ctx, activity.PHONE_CONFIRMED, row, row.phone[-3:])
    told: dict[str, Any] = {"name": row.full_name, "end": row.phone[-3:]}
    tell(ctx, "phone_confirmed", Level.WARN, told, at_branch(row.branch, Permission.DECIDE.value, {row.id}))
    ctx.say(facts.user_fact(row), facts.user_audience(row), key=row.id)
    return None


async def confirmed_by_secret(writer: Writer, clock: Clock, person: UserRow, sent_to: str) -> UserRow:
    """The person as they are once the one-time secret that went to ``sent_to`` was typed: it has proven that phone.

    Where the bank has no time for it now the phone waits for a code, as any other.
    """
    if not sent_to or sent_to != person.noted_phone:
        return person
    command = ConfirmPhone(user=person.id, noted=person.noted)

    def grant(conn: Connection) -> None:
        codes.grant(conn, person.id, "", fingerprint(command), clock())

    await written(writer, grant)
    raw = encode(command)
    header = Header(command_id=derived_id("phone", person.noted, new_id()), made_by=person.id, delivered_by=person.id,
                    device="", counter=0, made_at=stamp(clock()))  # fmt: skip
    answer = await writer.execute(header, command, raw, raw)
    if not isinstance(answer, Executed):
        log.warning("a phone proven by its secret waits for a code", extra={"user": person.id})
    return writer.resident.get(USERS, person.id) or person


def _line(ctx: Context, what: str, row: UserRow, end: str) -> None:
    by = "" if ctx.actor.user == row.id else ctx.actor.user
    device = ctx.header.device if not by else ""
    activity.note(ctx.conn, ctx.moment, what, row.id, row.username, device, detail=f"… {end}" if end else "", by=by)
