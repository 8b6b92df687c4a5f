from pathlib import Path

from contract.feed import Gone
from contract.permissions import Role
from contract.staff import DeviceFact, UserFact
from teller_app.staff import folds
from teller_app.staff.queries import devices, users
from teller_app.sync.replica import Replica
from tests.teller_app.samples import BRANCH, KEY, USER, some_id

EFUA = UserFact(
    user=USER, username="efua", full_name="Efua", staff_number="S1", roles=(Role.CASHIER,), branch=BRANCH, active=True
)


def test_people_and_devices_come_and_go(tmp_path: Path) -> None:
    replica = Replica.open(tmp_path / "replica.db", KEY, (folds,))
    db = replica.reader()
    till = DeviceFact(device=some_id(1), name="W1", branch=BRANCH, active=True)
    replica._fold(EFUA)
    replica._fold(till)
    assert (users(db), devices(db)) == ((EFUA,), (till,))
    replica._fold(Gone(topic="user", key=USER))
    replica._fold(Gone(topic="device", key=some_id(1)))
    assert (users(db), devices(db)) == ((), ())
    db.close()
    replica.close()
