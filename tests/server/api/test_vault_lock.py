"""Who has left: a session that was there after the unlocking and ended. Whoever said yes beside the other never had one."""

from contract import paths
from contract.vault import LockedWhy, LockVault
from server.api.vault_lock import due
from server.core.clock import stamp
from server.vault.tables import VaultRow
from tests.server.api.house import House


def vault(house: House, *people: str, locks_in_s: int = 3000) -> VaultRow:
    now = house.clock()
    at = stamp(now)
    house.clock.pass_s(locks_in_s)
    until = stamp(house.clock())
    house.clock.pass_s(-locks_in_s)
    return VaultRow(id="vault:b:GHS", branch=house.branch, currency="GHS", opened_at=at, locks_at=until,
                    opened_by=[house.people[name] for name in people])  # fmt: skip


def found(house: House, row: VaultRow) -> list[LockVault]:
    with house.bank.engine.connect() as conn:
        return due(conn, [row], house.clock())


def test_an_hour_that_has_come_or_one_of_the_two_who_left(house: House) -> None:
    kofi, kojo = house.sign_in("kofi"), house.sign_in("kojo", house.there)
    beside, both = vault(house, "kofi", "efua"), vault(house, "kofi", "kojo")
    assert found(house, both) == []
    kojo.call("POST", paths.SIGN_OUT)
    assert found(house, both) == [LockVault(vault=both.id, why=LockedWhy.LEFT, opened_at=both.opened_at)]
    assert found(house, beside) == [], "Efua stood beside him and had no session of her own"
    house.sign_in("kojo", house.there)
    assert found(house, both) == [], "he is back before the clock looked"
    assert kofi.get(paths.ME).status_code == 200
    house.clock.pass_s(3001)
    assert found(house, beside) == [LockVault(vault=beside.id, why=LockedWhy.IDLE, opened_at=beside.opened_at)]


def test_one_without_an_hour_stays_open(house: House) -> None:
    row = VaultRow(id="vault:b:GHS", branch=house.branch, currency="GHS", opened_by=[house.people["efua"]])
    assert found(house, row) == []
