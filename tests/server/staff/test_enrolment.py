"""The doors' tests drive an enrolment whole; here is who is asked and in whose name."""

import asyncio
import re

import pytest

from contract.doors import ConfirmCode, Enrol
from contract.errors import ErrorCode
from contract.permissions import Role
from server.core.clock import system_clock
from server.staff.code_desk import CodeDesk
from server.staff.denied import Denied
from server.staff.enrolment import Enrolments
from server.staff.passwords import Passwords
from server.staff.sealing import Sealer
from server.staff.sign_in import SignIns, store_password
from teller_app.sync.keys import DeviceSigner
from tests.server.staff.bench import Founded
from tests.server.staff.test_sessions import Desk


def test_the_request_is_the_person_s_and_of_their_branch(town: Founded) -> None:
    desk, passwords, told = Desk(town), Passwords(cheap=True), []
    ama = town.person("ama", Role.CASHIER, branch=town.osu, phone="+233244187306")
    encoded = passwords.hash("harmattan over Makola 7")
    town.bank.writer.write_sync(lambda conn: store_password(conn, ama, encoded, system_clock()))

    async def alarm(what: str, user: str, params: dict[str, str]) -> None:
        raise AssertionError(what)

    async def carry(phone: str, text: str, purpose: str) -> str:
        told.append(text)
        return "sent"

    signs = SignIns(town.bank.writer, desk.sessions, desk.tokens, passwords, system_clock, 3600, alarm, str.upper)
    code_desk = CodeDesk(town.bank.writer, carry, Sealer(b"k" * 32), system_clock, "Akoma Bank")
    enrolments = Enrolments(town.bank.writer, signs, code_desk, system_clock)
    signer = DeviceSigner.generate()
    ask = Enrol(
        username="ama", password="harmattan over Makola 7", device=signer.device, name="TILL-9", key=signer.public
    )
    with pytest.raises(Denied) as denied:
        asyncio.run(enrolments.ask(ask, desk.signer.thumbprint()))
    assert denied.value.code is ErrorCode.BAD_PROOF
    sent = asyncio.run(enrolments.ask(ask, signer.thumbprint()))
    confirm = ConfirmCode(challenge=sent.challenge, code=re.findall(r"[0-9]{6}", told[0])[0])
    with pytest.raises(Denied):
        asyncio.run(enrolments.confirm(confirm, desk.signer.thumbprint()))
    enrolled = asyncio.run(enrolments.confirm(confirm, signer.thumbprint()))
    passwords.close()
    with town.bank.engine.connect() as conn:
        row = conn.exec_driver_sql(
            "SELECT maker, branch, kind, device FROM requests WHERE id = ?", (enrolled.request,)
        ).one()
    assert tuple(row) == (ama, town.osu, "ask_for_device", signer.device)
