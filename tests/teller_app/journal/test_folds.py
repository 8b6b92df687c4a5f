from pathlib import Path

from teller_app.journal import folds
from teller_app.journal.queries import journal_of_day, recent_of_account
from teller_app.sync.replica import Replica
from tests.teller_app import samples
from tests.teller_app.samples import KEY, some_id

OLD, NEW = "2026-11-24", "2026-11-25"


def test_a_new_business_day_prunes_and_an_old_transaction_stays_out(tmp_path: Path) -> None:
    replica = Replica.open(tmp_path / "replica.db", KEY, (folds,))
    replica._fold(samples.branch(OLD))
    replica._fold(samples.transaction(1, OLD, accounts=(some_id(7),)))
    replica._fold(samples.branch(OLD, is_open=False))
    db = replica.reader()
    assert len(journal_of_day(db)) == 1, "closing the day prunes nothing"
    replica._fold(samples.branch(NEW))
    replica._fold(samples.transaction(1, OLD))
    replica._fold(samples.transaction(2, NEW))
    assert [fact.transaction for fact in journal_of_day(db)] == [some_id(2)]
    assert recent_of_account(db, some_id(7)) == ()
    db.close()
    replica.close()
