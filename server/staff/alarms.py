"""Telling people about what happened around signing in and on devices: a notice, journalled like everything the bank says."""

import logging

from contract.commands import encode, fingerprint
from contract.feed import NotTaken
from contract.ids import derived_id
from contract.notices import Level, RaiseNotice
from contract.permissions import Permission
from server.core.actor import Header, system_header
from server.core.clock import Clock, stamp
from server.core.device_chain import Finding, Judged
from server.core.order import Order
from server.core.unit import Resident
from server.core.writer import Writer
from server.staff.sign_in import Alarm
from server.staff.tables import DEVICES, USERS

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


def warnings(resident: Resident, header: Header, judged: Judged) -> list[Order]:
    """What was found about a device's chain, for those who decide at its branch and for those who change devices.

    Booked with the envelope that showed it. The same envelope tells the same, so nothing is told twice.
    """
    assert judged.finding is not None
    device = resident.get(DEVICES, header.device)
    name = device.name if device else header.device
    params: dict[str, str | int] = {"device": name, "first": str(judged.first), "last": str(judged.last)}
    level = Level.WARN if judged.finding is Finding.RESTARTED else Level.URGENT
    return [
        _told(header, RaiseNotice(notice=derived_id("notice", judged.finding.value, header.link, permission.value),
                                  level=level, code=judged.finding.value, params=params,
                                  branch=device.branch if device else None, permission=permission.value))
        for permission in (Permission.DECIDE, Permission.CHANGE_DEVICES)
    ]  # fmt: skip


def _told(cause: Header, command: RaiseNotice) -> Order:
    raw = encode(command)
    header = system_header(derived_id("command", command.notice), cause.made_at)
    return Order(header, command, raw, fingerprint(command, raw), raw)
