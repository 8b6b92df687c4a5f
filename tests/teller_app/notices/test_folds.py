from pathlib import Path

from contract.feed import Gone
from contract.notices import Level, NoticeFact
from teller_app.notices import folds
from teller_app.notices.queries import notices
from teller_app.sync.replica import Replica
from tests.teller_app.samples import KEY, USER, some_id


def test_a_notice_stays_until_it_is_taken_away(tmp_path: Path) -> None:
    replica = Replica.open(tmp_path / "replica.db", KEY, (folds,))
    db = replica.reader()
    told = NoticeFact(notice=some_id(1), level=Level.WARN, code="drawer_near_limit", at="1", params={"drawer": "04"})
    seen = NoticeFact(notice=some_id(1), level=Level.WARN, code="drawer_near_limit", at="1", seen_by=(USER,))
    for fact in (told, seen):
        replica._fold(fact)
        assert notices(db) == (fact,)
    replica._fold(Gone(topic="notice", key=some_id(1)))
    assert notices(db) == ()
    db.close()
    replica.close()
