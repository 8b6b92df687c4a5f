"""What every movement shares: its number by branch, its id once, its day."""

from contract.vault import RefuseCash
from server.vault.tables import TRANSFERS
from tests.server.drawers.house import AKOSUA, EFUA, YAW, House, done, refused
from tests.server.vault.roads import BANK, SAFE, send, till


def test_numbers_go_on_and_a_refused_command_takes_none(house: House) -> None:
    assert refused(house.run(send(SAFE, BANK, {"20000": 1000}, YAW), AKOSUA)) == "vault_short"
    numbers = [done(house.run(send(SAFE, BANK, {"20000": 1}, YAW), AKOSUA)).number for _ in range(2)]
    assert numbers == ["VT-0001", "VT-0002"]


def test_an_id_is_used_once(house: House) -> None:
    command = send(SAFE, BANK, {"20000": 1}, YAW)
    done(house.run(command, AKOSUA))
    assert refused(house.run(command, AKOSUA)) == "already_there"


def test_it_belongs_to_the_day_of_its_last_step(house: House) -> None:
    house.open()
    moved = done(house.run(send(till(), SAFE, {"10000": 1}), EFUA))
    assert house.row(TRANSFERS, moved.transfer).business_date == "2026-11-24"
    house.next_day()
    done(house.run(RefuseCash(transfer=moved.transfer, reason="Too late"), YAW))
    row = house.row(TRANSFERS, moved.transfer)
    assert (row.business_date, row.people) == ("2026-11-25", [EFUA, YAW])
