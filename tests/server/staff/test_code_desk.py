"""Sending and taking a code; the doors' tests drive the rest."""

import asyncio
import re

import pytest

from contract.doors import ConfirmCode
from contract.errors import ErrorCode
from contract.permissions import Role
from server.core.clock import system_clock
from server.staff import codes
from server.staff.code_desk import CodeDesk
from server.staff.codes import Wanted
from server.staff.denied import Denied
from server.staff.sealing import Sealer
from server.staff.tables import USERS
from tests.server.staff.bench import Founded


def test_the_message_names_bank_code_and_act_and_leaves_after_the_row(town: Founded) -> None:
    efua = town.person("efua", Role.CASHIER, phone="+233244187306")
    row = town.bank.writer.resident.get(USERS, efua)
    assert row is not None
    told: list[tuple[str, str, str, int]] = []

    async def carry(phone: str, text: str, purpose: str) -> str:
        with town.bank.engine.connect() as conn:
            told.append((phone, text, purpose, codes.asked_lately(conn, efua, system_clock())))
        return "sent"

    desk = CodeDesk(town.bank.writer, carry, Sealer(b"k" * 32), system_clock, "Akoma Bank")
    wanted = Wanted(efua, "till", codes.ACT, "ab" * 32, "set_limit")
    sent = asyncio.run(desk.send(wanted, row, "set a limit"))
    ((phone, text, purpose, there),) = told
    code = re.findall(r"[0-9]{6}", text)[0]
    assert (phone, purpose, there) == ("+233244187306", "act", 1)
    assert text == f"Akoma Bank: {code} to set a limit. Counts once within 5 minutes. Tell it to nobody."
    done: list[str] = []
    confirm = ConfirmCode(challenge=sent.challenge, code=code)
    with pytest.raises(Denied) as denied:
        asyncio.run(desk.confirm(confirm, lambda found: False, lambda conn, found: done.append(found.id)))
    assert (denied.value.code, done) == (ErrorCode.CODE_OVER, [])
    asyncio.run(desk.confirm(confirm, lambda found: found.user == efua, lambda conn, found: done.append(found.id)))
    assert done == [sent.challenge]
