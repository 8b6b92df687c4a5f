"""Questions about loans to the replica."""

from contract.loans import LoanFact, LoanProductFact
from teller_app.sync.facts import fact_of, facts_of
from teller_app.sync.sqlcipher import Connection


def loans(connection: Connection) -> tuple[LoanFact, ...]:
    """What somebody has something to do about first, then what moved today; of each the newest first."""
    return facts_of(connection, LoanFact, "SELECT fact FROM loans ORDER BY waiting DESC, at DESC, loan DESC")


def loan(connection: Connection, key: str) -> LoanFact | None:
    """One loan by its id, where it moved lately or waits."""
    return fact_of(connection, LoanFact, "SELECT fact FROM loans WHERE loan = ?", (key,))


def products(connection: Connection) -> tuple[LoanProductFact, ...]:
    """What can be applied for, by name, and what could be."""
    return facts_of(
        connection, LoanProductFact, "SELECT fact FROM loan_products ORDER BY json_extract(fact, '$.name'), product"
    )
