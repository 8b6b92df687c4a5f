from pathlib import Path

from contract.feed import Gone
from contract.variances import VarianceState
from teller_app.sync.replica import Replica as Store
from teller_app.variances import folds, queries
from tests.teller_app.branches.desk import branch
from tests.teller_app.samples import KEY
from tests.teller_app.variances.desk import SUM, variance


def test_what_is_settled_leaves_with_its_day(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", KEY, (folds,))
    db = store.reader()
    done = variance(502, state=VarianceState.SETTLED, left=0)
    for fact in (branch(), done, variance(), SUM):
        store._fold(fact)
    assert queries.variances(db) == (variance(), done)
    store._fold(branch(business_date="2026-11-23"))
    assert queries.variances(db) == (variance(),)
    store._fold(done)
    assert queries.variances(db) == (variance(),), "told late, of a day that is over"
    assert queries.over_shorts(db) == (SUM,)
    for key, topic in ((variance().variance, "variance"), (SUM.key, "over_short")):
        store._fold(Gone(topic=topic, key=key))
    assert queries.variances(db) == queries.over_shorts(db) == ()
    db.close()
    store.close()
