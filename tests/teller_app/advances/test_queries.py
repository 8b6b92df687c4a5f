from pathlib import Path

from teller_app.advances import folds, queries
from teller_app.sync.replica import Replica as Store
from tests.teller_app.advances.desk import RETIRED, advance
from tests.teller_app.samples import KEY


def test_what_is_owed_stands_first(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", KEY, (folds,))
    db = store.reader()
    later = advance(122, at="2026-11-22T12:00:00.000Z")
    for fact in (RETIRED, later, advance()):
        store._fold(fact)
    assert queries.advances(db) == (advance(), later, RETIRED)
    db.close()
    store.close()
