"""The bank's products, those that are no longer sold, too: accounts may have them."""

from contract.products import ProductFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = ("CREATE TABLE products (product TEXT PRIMARY KEY, fact BLOB NOT NULL) WITHOUT ROWID",)


def fold_product(connection: Connection, fact: ProductFact) -> None:
    """The product as it holds."""
    connection.execute("INSERT OR REPLACE INTO products VALUES (?, ?)", (fact.product, encoded(fact)))


def drop_product(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM products WHERE product = ?", (key,))


FOLDS = {ProductFact: fold_product}
GONE = {"product": drop_product}
