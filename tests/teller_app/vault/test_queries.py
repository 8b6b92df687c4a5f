from pathlib import Path

from contract.feed import Gone
from teller_app.sync.replica import Replica as Store
from teller_app.vault import folds, queries
from tests.teller_app.samples import KEY
from tests.teller_app.vault.desk import DONE, asked, move


def test_what_goes_on_stands_first(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", KEY, (folds,))
    db = store.reader()
    for fact in (DONE, move(620, at="2026-11-22T10:00:00.000Z"), move(), asked()):
        store._fold(fact)
    assert [item.number for item in queries.moves(db)] == ["VT-0612", "VT-0620", "VT-0611"]
    assert queries.requisitions(db) == (asked(),)
    store._fold(Gone(topic="cash_move", key=move().transfer))
    store._fold(Gone(topic="requisition", key=asked().requisition))
    assert [item.number for item in queries.moves(db)] == ["VT-0620", "VT-0611"]
    assert queries.requisitions(db) == ()
    db.close()
    store.close()
