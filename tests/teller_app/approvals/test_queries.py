from pathlib import Path

from contract.approvals import RequestState
from teller_app.approvals import folds
from teller_app.approvals.queries import open_of, requests, waiting_requests
from tests.teller_app import samples
from tests.teller_app.samples import USER, replica_of, some_id

S = RequestState


def test_waiting_first_then_the_newest(tmp_path: Path) -> None:
    facts = (
        samples.request(1, S.DECLINED),
        samples.request(2, S.AWAITING),
        samples.request(3, S.APPROVED, is_permit=True),
        samples.request(4, S.APPROVED),
        samples.request(5, S.AWAITING),
    )
    db = replica_of(tmp_path, (folds,), *facts)
    assert [facts.index(fact) + 1 for fact in requests(db)] == [2, 5, 4, 3, 1]
    assert waiting_requests(db) == (facts[1], facts[4])
    assert open_of(db, USER) == (facts[1], facts[2], facts[4])
    assert open_of(db, some_id(99)) == ()
    db.close()
