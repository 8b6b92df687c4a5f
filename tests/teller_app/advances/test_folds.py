from pathlib import Path

from contract.feed import Gone
from teller_app.advances import folds, queries
from teller_app.sync.replica import Replica as Store
from tests.teller_app.advances.desk import RETIRED, advance
from tests.teller_app.branches.desk import branch
from tests.teller_app.samples import KEY


def test_what_is_retired_leaves_with_its_day(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", KEY, (folds,))
    db = store.reader()
    for fact in (branch(), RETIRED, advance()):
        store._fold(fact)
    assert queries.advances(db) == (advance(), RETIRED)
    store._fold(branch(business_date="2026-11-23"))
    assert queries.advances(db) == (advance(),)
    store._fold(RETIRED)
    assert queries.advances(db) == (advance(),), "told late, of a day that is over"
    store._fold(Gone(topic="advance", key=advance().advance))
    assert queries.advances(db) == ()
    db.close()
    store.close()
