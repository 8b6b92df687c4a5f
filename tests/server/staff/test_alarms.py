import asyncio

from contract.permissions import Role
from server.core.clock import system_clock
from server.staff.alarms import make_alarm
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
