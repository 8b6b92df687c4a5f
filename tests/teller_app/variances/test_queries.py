from pathlib import Path

from contract.variances import VarianceState
from teller_app.sync.replica import Replica as Store
from teller_app.variances import folds, queries
from tests.teller_app.samples import KEY
from tests.teller_app.variances.desk import variance


def test_what_is_left_stands_first(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", KEY, (folds,))
    db = store.reader()
    done, later = variance(502, state=VarianceState.SETTLED), variance(503, at="2026-11-22T12:00:00.000Z")
    for fact in (done, later, variance()):
        store._fold(fact)
    assert queries.variances(db) == (variance(), later, done)
    db.close()
    store.close()
