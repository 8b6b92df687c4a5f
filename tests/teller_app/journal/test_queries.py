from pathlib import Path

from teller_app.journal import folds
from teller_app.journal.queries import (
    journal_of_day,
    journal_of_maker,
    recent_of_account,
    transaction,
)
from tests.teller_app import samples
from tests.teller_app.samples import USER, replica_of, some_id


def test_newest_first_by_day_maker_and_account(tmp_path: Path) -> None:
    facts = (
        samples.transaction(1, at="10:00", accounts=(some_id(7), some_id(8)), receipt="04-20261124-1-0001"),
        samples.transaction(2, at="11:00", accounts=(some_id(8),)),
        samples.transaction(3, at="09:00", made_by=some_id(99)),
    )
    db = replica_of(tmp_path, (folds,), samples.branch(), *facts)

    def ids(found: object) -> list[int]:
        return [facts.index(fact) + 1 for fact in found]  # type: ignore[attr-defined]

    assert ids(journal_of_day(db)) == [2, 1, 3]
    assert ids(journal_of_day(db, limit=1)) == [2]
    assert ids(journal_of_maker(db, USER)) == [2, 1]
    assert ids(recent_of_account(db, some_id(8))) == [2, 1]
    assert transaction(db, some_id(3)) == facts[2]
    db.close()
