from pathlib import Path

from contract.branches import BranchFact
from contract.feed import Gone
from contract.vault import MoveState, RequisitionState
from teller_app.sync.replica import Replica as Store
from teller_app.vault import folds, queries
from tests.teller_app.kit import BRANCH
from tests.teller_app.samples import KEY
from tests.teller_app.vault.desk import DONE, Replica, asked, custody, move


def day(date: str) -> BranchFact:
    return BranchFact(branch=BRANCH, code="102", name="Makola", business_date=date, open=True)


def test_what_is_finished_leaves_with_its_day_and_what_goes_on_stays(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", KEY, (folds,))
    db = store.reader()
    for fact in (day("2026-11-22"), move(), DONE, asked(), asked(state=RequisitionState.SENT)):
        store._fold(fact)
    assert [item.number for item in queries.moves(db)] == ["VT-0612", "VT-0611"]
    store._fold(day("2026-11-23"))
    assert [item.number for item in queries.moves(db)] == ["VT-0612"]
    assert queries.requisitions(db) == ()
    store._fold(move(state=MoveState.RECEIVED))
    assert queries.moves(db) == (), "told late, of a day that is over"
    store._fold(move(state=MoveState.RECEIVED, business_date="2026-11-23"))
    assert len(queries.moves(db)) == 1
    db.close()
    store.close()


def test_stock_and_custody_are_what_was_last_said(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", KEY, (folds,))
    db = store.reader()
    stock = Replica().stocks()[0]
    for fact in (stock, custody(open=False), custody()):
        store._fold(fact)
    assert queries.stocks(db) == (stock,)
    assert queries.vaults(db) == (custody(),)
    store._fold(Gone(topic="stock", key=stock.holder))
    store._fold(Gone(topic="vault", key=custody().vault))
    assert queries.stocks(db) == queries.vaults(db) == ()
    db.close()
    store.close()
