from pathlib import Path

from contract.feed import Gone
from teller_app.counter import folds
from teller_app.counter.queries import account, branch
from teller_app.sync.replica import Replica
from tests.teller_app import samples
from tests.teller_app.samples import BRANCH, KEY, replica_of, some_id


def test_the_last_word_counts_and_what_left_the_audience_is_gone(tmp_path: Path) -> None:
    db = replica_of(
        tmp_path, (folds,), samples.account(7, available=1), samples.account(7, available=2), samples.branch()
    )
    assert account(db, some_id(7)) == samples.account(7, available=2)
    assert branch(db, BRANCH) == samples.branch()
    db.close()
    replica = Replica.open(tmp_path / "replica.db", KEY, (folds,))
    for topic, key in (("account", some_id(7)), ("customer", some_id(1)), ("branch", BRANCH)):
        replica._fold(Gone(topic=topic, key=key))
    db = replica.reader()
    assert (account(db, some_id(7)), branch(db, BRANCH)) == (None, None)
    db.close()
    replica.close()
