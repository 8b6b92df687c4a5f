from pathlib import Path

from msgspec import structs

from contract.drawers import SessionState
from contract.floats import OpenOnSlip
from teller_app.drawers import folds
from teller_app.drawers.queries import (
    closed_sheets,
    drawers,
    has_open_session,
    last_reconciliation,
    my_session,
    open_sessions,
    reconciliation,
    session_or_slip,
    slips,
)
from teller_app.manifest import Waiting
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
    assert closed_sheets(db) == sheets[:1]
    assert last_reconciliation(db, USER) == sheets[1]
    assert last_reconciliation(db, some_id(98)) is None
    db.close()


def test_a_signed_slip_lets_its_cashier_go_on_and_is_the_session_while_its_opening_waits(tmp_path: Path) -> None:
    waiting: list[Waiting] = []
    ask, slip = session_or_slip(lambda: waiting), samples.float_slip(1)
    db = replica_of(tmp_path, (folds,), slip)
    assert slips(db) == (slip,)
    assert has_open_session(db, USER)
    assert not has_open_session(db, some_id(98))
    assert ask(db, USER) is None, "it is not opened yet"
    made = OpenOnSlip(slip=slip.slip, seal=slip.seal, session=slip.session, counted={}, opened_offline=True)
    waiting.append(Waiting("c", made, USER, "", "2026-11-24T08:00:00.000Z"))
    found = ask(db, USER)
    assert found is not None
    assert (found.session, found.lease, found.state) == (slip.session, slip.lease, SessionState.OPEN)
    assert (found.offline_budget, found.opened_at) == (slip.offline_budget, waiting[0].at)
    assert ask(db, some_id(98)) is None
    waiting[:] = [Waiting("c", structs.replace(made, opened_offline=False), USER, "", "")]
    assert ask(db, USER) is None, "with the server there only its own word counts"
    db.close()


def test_the_servers_session_comes_before_the_slip(tmp_path: Path) -> None:
    slip, mine = samples.float_slip(1), samples.session(2)
    made = OpenOnSlip(slip=slip.slip, seal=slip.seal, session=slip.session, counted={}, opened_offline=True)
    db = replica_of(tmp_path, (folds,), slip, mine)
    assert session_or_slip(lambda: [Waiting("c", made, USER, "", "")])(db, USER) == mine
    db.close()
