from pathlib import Path

from contract.feed import Gone
from teller_app.branches import folds, queries
from teller_app.sync.replica import Replica as Store
from tests.teller_app.branches.desk import branch, closed_report
from tests.teller_app.kit import BRANCH
from tests.teller_app.samples import KEY


def test_a_closing_report_stays_until_the_next_day(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", KEY, (folds,))
    db = store.reader()
    store._fold(closed_report())
    store._fold(branch(open=False))
    assert queries.report(db, BRANCH) == closed_report()
    store._fold(branch(business_date="2026-11-23"))
    assert queries.report(db, BRANCH) is None
    store._fold(closed_report())
    store._fold(Gone(topic="day_report", key=BRANCH))
    assert queries.report(db, BRANCH) is None
    db.close()
    store.close()
