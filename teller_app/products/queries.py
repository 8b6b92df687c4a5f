"""Questions about products to the replica."""

from contract.products import ProductFact
from teller_app.sync.facts import facts_of
from teller_app.sync.sqlcipher import Connection


def products(connection: Connection) -> tuple[ProductFact, ...]:
    """All of them, by code."""
    return facts_of(connection, ProductFact, "SELECT fact FROM products ORDER BY product")
