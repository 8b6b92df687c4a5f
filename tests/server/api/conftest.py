"""One house for the tests of a file that only look; a fresh one where a test changes the world."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.customers import RegisterCustomer
from contract.ids import new_id
from contract.permissions import Role
from contract.staff import ChangeUser
from tests.server.api.house import House, open_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A fresh small bank behind real doors."""
    with open_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def busy(house: House) -> House:
    """Three customers of Efua's, and Kojo made auditor."""
    house.do(ChangeUser(user=house.people["kojo"], roles=(Role.AUDITOR,), branch=house.branch))
    efua = house.sign_in("efua")
    for number in range(3):
        efua.post(efua.seal(RegisterCustomer(customer=new_id(), number=f"C-{number}", full_name="Ama Mensah")))
    return house
