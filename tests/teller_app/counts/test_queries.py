from pathlib import Path

from teller_app.counts import folds, queries
from teller_app.sync.replica import Replica as Store
from tests.teller_app.samples import KEY, some_id
from tests.teller_app.vault.desk import count


def test_the_newest_stands_first(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", KEY, (folds,))
    db = store.reader()
    later = count(count=some_id(302), at="2026-11-22T12:00:00.000Z")
    for fact in (count(), later):
        store._fold(fact)
    assert queries.counts(db) == (later, count())
    assert queries.result(db, count().count) is None
    db.close()
    store.close()
