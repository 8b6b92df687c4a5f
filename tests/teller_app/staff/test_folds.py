from pathlib import Path

from contract.feed import Gone
from contract.permissions import Permission, Role
from contract.staff import DeviceFact, LimitFact, RoleFact, UserFact
from teller_app.staff import folds
from teller_app.staff.queries import devices, limits, roles, users
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


def test_a_role_s_rights_and_a_bound_are_what_was_said_last(tmp_path: Path) -> None:
    replica = Replica.open(tmp_path / "replica.db", KEY, (folds,))
    db = replica.reader()
    role = RoleFact(role=Role.CASHIER, permissions=(Permission.POST_CASH,))
    bound = LimitFact(limit="cashier/deposit/GHS", act="deposit", currency="GHS", per_transaction=5, role=Role.CASHIER)
    replica._fold(role)
    replica._fold(bound)
    assert (roles(db), limits(db)) == ((role,), (bound,))
    replica._fold(
        LimitFact(limit="cashier/deposit/GHS", act="deposit", currency="GHS", per_transaction=5, removed=True)
    )
    assert limits(db) == ()
    db.close()
    replica.close()
