from pathlib import Path

import msgspec

from teller_app.staff import folds
from teller_app.staff.queries import name_of, user, users
from tests.teller_app.samples import USER, replica_of, some_id
from tests.teller_app.staff.test_folds import EFUA


def test_people_by_name(tmp_path: Path) -> None:
    ama = msgspec.structs.replace(EFUA, user=some_id(2), full_name="Ama")
    db = replica_of(tmp_path, (folds,), EFUA, ama)
    assert users(db) == (ama, EFUA)
    assert user(db, USER) == EFUA
    assert (name_of(db, some_id(2)), name_of(db, some_id(3))) == ("Ama", "")
    db.close()
