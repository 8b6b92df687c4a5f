from pathlib import Path

from teller_app.branches import folds, queries
from teller_app.sync.replica import Replica as Store
from tests.teller_app.samples import KEY, some_id


def test_there_is_none_for_a_branch_that_never_closed(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", KEY, (folds,))
    db = store.reader()
    assert queries.report(db, some_id(1)) is None
    assert queries.tills_away(db) == ()
    db.close()
    store.close()
