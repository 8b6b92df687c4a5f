from pathlib import Path

from contract.notices import Level, NoticeFact
from teller_app.notices import folds
from teller_app.notices.queries import notices, unseen_notices
from tests.teller_app.samples import USER, replica_of, some_id


def test_newest_first_and_what_was_not_seen(tmp_path: Path) -> None:
    facts = [
        NoticeFact(notice=some_id(n), level=Level.INFO, code="x", at=str(n), seen_by=(USER,) if n == 2 else ())
        for n in (1, 2, 3)
    ]
    db = replica_of(tmp_path, (folds,), *facts)
    assert notices(db, limit=2) == (facts[2], facts[1])
    assert unseen_notices(db, USER) == (facts[2], facts[0])
    db.close()
