"""The doors' tests drive signing in whole; here is what they cannot see: that both wrong ways cost the same work."""

import asyncio

import pytest

from contract.permissions import Role
from contract.staff import SignIn
from server.core.clock import system_clock
from server.staff.denied import Denied
from server.staff.passwords import Passwords
from server.staff.sign_in import SignIns, store_password
from tests.server.staff.bench import Founded
from tests.server.staff.test_sessions import Desk


class Counting(Passwords):
    """Counts the hashes it was asked to verify."""

    def __init__(self) -> None:
        super().__init__(cheap=True)
        self.looked_at: list[bool] = []

    def fits(self, encoded: str | None, password: str) -> bool:
        self.looked_at.append(encoded is not None)
        return super().fits(encoded, password)


@pytest.mark.parametrize("name", ["efua", "nobody", "idle"])
def test_an_unknown_name_costs_as_many_hashes_and_lines_as_a_wrong_password(town: Founded, name: str) -> None:
    desk, passwords = Desk(town), Counting()
    encoded = passwords.hash("harmattan over Makola 7")
    town.person("idle", Role.CASHIER)
    town.bank.writer.write_sync(lambda conn: store_password(conn, desk.efua, encoded, system_clock()))

    async def nobody_is_told(what: str, user: str, params: dict[str, str]) -> None:
        raise AssertionError(what)

    signs = SignIns(town.bank.writer, desk.sessions, desk.tokens, passwords, system_clock, 3600, nobody_is_told)
    ask = SignIn(username=name, password="not the one it is", device=desk.signer.device)
    with pytest.raises(Denied) as denied:
        asyncio.run(signs.sign_in(ask, desk.signer.thumbprint()))
    passwords.close()
    assert denied.value.code == "bad_credentials"
    assert len(passwords.looked_at) == 1
    with town.bank.engine.connect() as conn:
        lines = conn.exec_driver_sql("SELECT what FROM activity WHERE username = ?", (name,)).scalars().all()
    assert lines == ["sign_in_failed"]
