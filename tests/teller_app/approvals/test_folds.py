from pathlib import Path

from contract.approvals import RequestState
from contract.feed import Gone
from teller_app.approvals import folds
from teller_app.approvals.queries import request
from teller_app.sync.replica import Replica
from tests.teller_app import samples
from tests.teller_app.samples import KEY, some_id


def test_a_request_is_what_was_last_said_of_it(tmp_path: Path) -> None:
    replica = Replica.open(tmp_path / "replica.db", KEY, (folds,))
    db = replica.reader()
    for state in (RequestState.AWAITING, RequestState.DECLINED):
        replica._fold(samples.request(1, state))
    assert request(db, some_id(1)) == samples.request(1, RequestState.DECLINED)
    replica._fold(Gone(topic="request", key=some_id(1)))
    assert request(db, some_id(1)) is None
    db.close()
    replica.close()
