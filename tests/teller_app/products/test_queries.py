"""Products are read by code."""

from pathlib import Path

from teller_app.products import folds, queries
from teller_app.sync.replica import Replica as Store
from tests.teller_app.products.desk import PRODUCTS
from tests.teller_app.samples import KEY


def test_all_by_code_also_those_that_are_not_sold(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", KEY, (folds,))
    db = store.reader()
    assert queries.products(db) == ()
    for fact in reversed(PRODUCTS):
        store._fold(fact)
    assert queries.products(db) == PRODUCTS
    db.close()
    store.close()
