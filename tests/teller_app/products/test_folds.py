"""Products in the replica, and the accounts that take their product's name from there."""

from pathlib import Path

import msgspec

from contract.feed import Gone
from teller_app.counter import folds as counter
from teller_app.counter.queries import account
from teller_app.products import folds, queries
from teller_app.sync.replica import Replica as Store
from tests.teller_app import samples
from tests.teller_app.products.desk import CURRENT, OLD, SAVINGS


def test_the_last_word_stands_and_what_is_gone_is_gone(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "replica.db", samples.KEY, (folds,))
    db = store.reader()
    dearer = msgspec.structs.replace(CURRENT, withdrawal_fee=1_50)
    for fact in (OLD, CURRENT, SAVINGS, dearer):
        store._fold(fact)
    assert queries.products(db) == (SAVINGS, dearer, OLD)
    store._fold(Gone(topic="product", key="30"))
    assert queries.products(db) == (SAVINGS, dearer)
    db.close()
    store.close()


def test_accounts_are_called_by_their_products_new_name_whichever_comes_first(tmp_path: Path) -> None:
    """The law: who follows (account, then product) has what a snapshot says (product, then account under its new name)."""
    store = Store.open(tmp_path / "replica.db", samples.KEY, (counter, folds))
    db = store.reader()
    mine = msgspec.structs.replace(samples.account(1), product="20", product_name="Current")
    other = msgspec.structs.replace(samples.account(2), product="10", product_name="Savings")
    for fact in (mine, other, msgspec.structs.replace(CURRENT, name="Current plus")):
        store._fold(fact)
    assert account(db, mine.account) == msgspec.structs.replace(mine, product_name="Current plus")
    assert account(db, other.account) == other
    db.close()
    store.close()
