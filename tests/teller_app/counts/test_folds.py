from pathlib import Path

from contract.counts import CountResultFact, CountState
from contract.feed import Gone
from teller_app.counts import folds, queries
from teller_app.sync.replica import Replica as Store
from tests.teller_app.branches.desk import branch
from tests.teller_app.kit import BRANCH
from tests.teller_app.samples import KEY
from tests.teller_app.vault.desk import count


def test_counts_and_results_are_the_days(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", KEY, (folds,))
    db = store.reader()
    result = CountResultFact(
        count=count().count, branch=BRANCH, expected=80_00, expected_pieces={"1000": 8}, variance=-10_00
    )
    for fact in (branch(), count(), count(state=CountState.WITNESSED), result):
        store._fold(fact)
    assert queries.counts(db) == (count(state=CountState.WITNESSED),)
    assert queries.result(db, count().count) == result
    store._fold(branch(business_date="2026-11-23"))
    assert queries.counts(db) == ()
    assert queries.result(db, count().count) is None
    for fact in (
        count(),
        result,
        Gone(topic="spot_count", key=count().count),
        Gone(topic="count_result", key=count().count),
    ):
        store._fold(fact)
    assert queries.counts(db) == ()
    db.close()
    store.close()
