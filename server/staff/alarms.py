"""Telling people about what happened around signing in: a notice, journalled like everything the bank says."""

import logging

from contract.commands import encode
from contract.feed import NotTaken
from contract.ids import derived_id
from contract.notices import Level, RaiseNotice
from contract.permissions import Permission
from server.core.actor import system_header
from server.core.clock import Clock, stamp
from server.core.writer import Writer
from server.staff.sign_in import Alarm
from server.staff.tables import USERS

log = logging.getLogger("coastal.staff")


def make_alarm(writer: Writer, clock: Clock) -> Alarm:
    """An alarm that tells the person and those who decide at their branch. The same event is told once, however often it comes."""

    async def alarm(what: str, user: str, params: dict[str, str]) -> None:
        row = writer.resident.get(USERS, user)
        command = RaiseNotice(
            notice=derived_id("notice", what, user, *sorted(params.values())),
            level=Level.URGENT,
            code=what,
            params={"name": row.full_name if row else "", **params},
            branch=row.branch if row else None,
            permission=Permission.DECIDE.value,
            people=(user,),
        )
        raw = encode(command)
        header = system_header(derived_id("command", command.notice), stamp(clock()))
        answer = await writer.execute(header, command, raw, raw)
        if isinstance(answer, NotTaken):
            log.error("alarm not told", extra={"what": what, "user": user, "code": answer.code.value})

    return alarm
