"""The doors' tests drive signing in whole; here is what they cannot see: that both wrong ways cost the same work."""

import asyncio

import pytest
from sqlalchemy import select

from contract.doors import SetPassword
from contract.permissions import Role
from contract.staff import SignIn
from server.core.clock import system_clock
from server.staff.denied import Denied
from server.staff.passwords import Passwords, PasswordsBusy
from server.staff.sign_in import SignIns, store_password
from server.staff.tables import sign_in_failures
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


class Crowded(Passwords):
    """Has no time to look at any."""

    async def fits_async(self, encoded: str | None, password: str) -> bool:
        raise PasswordsBusy


async def nobody_is_told(what: str, user: str, params: dict[str, str]) -> None:
    raise AssertionError(what)


def signs_at(desk: Desk, passwords: Passwords) -> SignIns:
    writer = desk.town.bank.writer
    return SignIns(writer, desk.sessions, desk.tokens, passwords, system_clock, 3600, nobody_is_told, str.upper)


@pytest.mark.parametrize("name", ["efua", "nobody", "idle"])
def test_an_unknown_name_costs_as_many_hashes_and_lines_as_a_wrong_password(town: Founded, name: str) -> None:
    desk, passwords = Desk(town), Counting()
    encoded = passwords.hash("harmattan over Makola 7")
    town.person("idle", Role.CASHIER)
    town.bank.writer.write_sync(lambda conn: store_password(conn, desk.efua, encoded, system_clock()))

    signs = signs_at(desk, passwords)
    ask = SignIn(username=name, password="not the one it is", device=desk.signer.device)
    with pytest.raises(Denied) as denied:
        asyncio.run(signs.sign_in(ask, desk.signer.thumbprint()))
    passwords.close()
    assert denied.value.code == "bad_credentials"
    assert len(passwords.looked_at) == 1
    # What nobody is called may be a password in the wrong field: of it there is a mark, and as many lines.
    said = "?NOBODY" if name == "nobody" else name
    with town.bank.engine.connect() as conn:
        lines = conn.exec_driver_sql("SELECT what FROM activity WHERE username = ?", (said,)).scalars().all()
    assert lines == ["sign_in_failed"]
    assert {one.partition("|")[0] for one in counted(town)} == {said, ""}


OWN = "harmattan over Makola 7"


def counted(town: Founded) -> list[str]:
    with town.bank.engine.connect() as conn:
        return list(conn.scalars(select(sign_in_failures.c.id)))


def test_a_right_password_is_no_failure_whatever_is_said_against_the_new_one(town: Founded) -> None:
    """Twelve weak ones in a row used to lock the person who was choosing."""
    desk, passwords = Desk(town), Passwords(cheap=True)
    encoded = passwords.hash(OWN)
    town.bank.writer.write_sync(lambda conn: store_password(conn, desk.efua, encoded, system_clock()))
    signs = signs_at(desk, passwords)
    for _ in range(12):
        ask = SetPassword(username="efua", password=OWN, new_password="short", device=desk.signer.device)
        with pytest.raises(Denied) as denied:
            asyncio.run(signs.set_password(ask, desk.signer.thumbprint()))
        assert denied.value.code == "weak_password"
    assert counted(town) == []
    passwords.close()


def test_a_server_that_has_no_time_to_look_counts_no_failure(town: Founded) -> None:
    """A morning's crowd used to lock people out with their right passwords."""
    desk, passwords = Desk(town), Crowded(cheap=True)
    signs = signs_at(desk, passwords)
    for _ in range(12):
        ask = SignIn(username="efua", password=OWN, device=desk.signer.device)
        with pytest.raises(Denied) as denied:
            asyncio.run(signs.sign_in(ask, desk.signer.thumbprint()))
        assert (denied.value.code, denied.value.retry_after_s) == ("busy", 5)
    assert counted(town) == []
    passwords.close()
