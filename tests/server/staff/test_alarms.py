import asyncio

import pytest

from contract.ids import new_id
from contract.permissions import Role
from server.core.actor import Header
from server.core.clock import system_clock
from server.core.device_chain import ChainRow, Finding, Judged
from server.staff.alarms import make_alarm, warnings
from teller_app.i18n.text import Texts
from tests.server.staff.bench import Founded


def test_the_person_and_those_who_decide_are_told_once(town: Founded) -> None:
    efua = town.person("efua", Role.CASHIER)
    alarm = make_alarm(town.bank.writer, system_clock)

    async def often() -> None:
        for session in ("one", "one", "two"):
            await alarm("refresh_reused", efua, {"session": session})

    asyncio.run(often())
    with town.bank.engine.connect() as conn:
        told = conn.exec_driver_sql("SELECT level, permission, branch, people FROM notices").all()
    assert told == [("urgent", "decide", town.makola, f'["{efua}"]')] * 2


@pytest.mark.parametrize("finding", Finding)
def test_what_a_device_left_out_is_told_to_both_circles_in_words(town: Founded, finding: Finding) -> None:
    header = Header(command_id=new_id(), made_by=new_id(), delivered_by=new_id(), device=new_id(), counter=9,
                    made_at="2026-11-24T09:00:00.000Z", link="l" * 43)  # fmt: skip
    judged = Judged(ChainRow(device=header.device), finding=finding, first=7, last=8)
    orders = warnings(town.bank.writer.resident, header, judged)
    assert [order.command.permission for order in orders] == ["decide", "change_devices"]
    for language in ("en", "fr"):
        words = Texts.load(language)
        for order in orders:
            body = words(f"notice.{finding.value}.body", **order.command.params)
            assert "{" not in body
            assert header.device in words(f"notice.{finding.value}.title", **order.command.params)
    again = warnings(town.bank.writer.resident, header, judged)
    assert [order.header.command_id for order in again] == [order.header.command_id for order in orders]
