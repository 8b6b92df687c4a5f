from pathlib import Path

import msgspec

from contract.feed import Gone
from teller_app.branches import folds, queries
from teller_app.sync.replica import Replica as Store
from tests.teller_app.branches.desk import branch, closed_report, silent
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


def test_a_till_is_away_until_it_is_back_or_out_of_sight(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", KEY, (folds,))
    db = store.reader()
    store._fold(silent())
    store._fold(silent(9))
    assert queries.tills_away(db) == (silent(9),)
    store._fold(msgspec.structs.replace(silent(), since="", unsent=0))
    assert queries.tills_away(db) == ()
    store._fold(silent())
    store._fold(Gone(topic="till", key=silent().device))
    assert queries.tills_away(db) == ()
    db.close()
    store.close()
