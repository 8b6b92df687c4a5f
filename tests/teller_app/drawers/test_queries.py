from pathlib import Path

from contract.drawers import SessionState
from teller_app.drawers import folds
from teller_app.drawers.queries import (
    drawers,
    has_open_session,
    last_reconciliation,
    my_session,
    open_sessions,
    reconciliation,
)
from tests.teller_app import samples
from tests.teller_app.samples import USER, replica_of, some_id


def test_whose_session_and_which_drawer(tmp_path: Path) -> None:
    mine, theirs = samples.session(2), samples.session(3, cashier=some_id(99))
    facts = (samples.drawer(5), samples.drawer(4), samples.session(1, SessionState.CLOSED), mine, theirs)
    sheets = (samples.reconciliation(1, SessionState.CLOSED), samples.reconciliation(2))
    db = replica_of(tmp_path, (folds,), *facts, *sheets)
    assert [fact.number for fact in drawers(db)] == ["04", "05"]
    assert my_session(db, USER) == mine
    assert has_open_session(db, USER)
    assert not has_open_session(db, some_id(98))
    assert open_sessions(db) == (mine, theirs)
    assert reconciliation(db, some_id(1)) == sheets[0]
    assert last_reconciliation(db, USER) == sheets[1]
    assert last_reconciliation(db, some_id(98)) is None
    db.close()
