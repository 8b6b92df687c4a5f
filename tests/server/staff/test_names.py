from contract.ids import SYSTEM_USER, new_id
from contract.permissions import Role
from server.staff.names import device_name, person_name
from server.staff.tables import DEVICES, USERS
from tests.server.staff.bench import Founded


def test_people_and_workstations_by_their_names(town: Founded) -> None:
    resident = town.bank.writer.resident
    user = town.person("ama", Role.CASHIER)
    assert person_name(resident, user) == resident.rows(USERS)[user].full_name != ""
    for key, row in resident.rows(DEVICES).items():
        assert device_name(resident, key) == row.name


def test_nobody_has_no_name(town: Founded) -> None:
    resident = town.bank.writer.resident
    for key in ("", new_id(), SYSTEM_USER):
        assert (person_name(resident, key), device_name(resident, key)) == ("", "")
