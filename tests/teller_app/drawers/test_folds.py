from pathlib import Path

from contract.drawers import SessionState
from teller_app.drawers import folds
from teller_app.drawers.queries import reconciliation, session, slips, totals
from teller_app.sync.replica import Replica
from tests.teller_app import samples
from tests.teller_app.samples import KEY, some_id

OLD, NEW = "2026-11-24", "2026-11-25"
CLOSED = SessionState.CLOSED


def test_a_new_day_takes_what_was_closed_and_leaves_what_is_not(tmp_path: Path) -> None:
    replica = Replica.open(tmp_path / "replica.db", KEY, (folds,))
    for fact in (samples.branch(OLD), samples.session(1, CLOSED, OLD), samples.session(2, day=OLD),
                 samples.reconciliation(1, CLOSED, OLD), samples.reconciliation(2, day=OLD), samples.branch(NEW),
                 samples.session(3, CLOSED, OLD), samples.session(4, CLOSED, NEW)):  # fmt: skip
        replica._fold(fact)
    db = replica.reader()
    assert [bool(session(db, some_id(n))) for n in (1, 2, 3, 4)] == [False, True, False, True]
    assert [bool(reconciliation(db, some_id(n))) for n in (1, 2)] == [False, True]
    db.close()
    replica.close()


def test_a_closed_session_has_no_live_totals_in_whichever_order(tmp_path: Path) -> None:
    for number, facts in enumerate(
        [(samples.totals(1), samples.session(1, CLOSED)), (samples.session(1, CLOSED), samples.totals(1))]
    ):
        replica = Replica.open(tmp_path / f"{number}.db", KEY, (folds,))
        replica._fold(samples.session(1))
        replica._fold(samples.totals(1))
        db = replica.reader()
        assert some_id(1) in totals(db)
        for fact in facts:
            replica._fold(fact)
        assert totals(db) == {}
        db.close()
        replica.close()


def test_a_slip_goes_when_it_was_used_and_with_its_day(tmp_path: Path) -> None:
    replica = Replica.open(tmp_path / "replica.db", KEY, (folds,))
    for fact in (samples.branch(OLD), samples.float_slip(1, OLD), samples.float_slip(2, OLD)):
        replica._fold(fact)
    db = replica.reader()
    assert [slip.slip for slip in slips(db)] == [some_id(1), some_id(2)]
    folds.drop_slip(replica._db, some_id(1))
    replica._db.commit()
    replica._fold(samples.branch(NEW))
    replica._fold(samples.float_slip(3, OLD))
    replica._fold(samples.float_slip(4, NEW))
    assert [slip.slip for slip in slips(db)] == [some_id(4)]
    db.close()
    replica.close()
