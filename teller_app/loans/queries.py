"""Questions about loans to the replica."""

from contract.loans import LoanFact, LoanProductFact
from teller_app.sync.facts import facts_of
from teller_app.sync.sqlcipher import Connection


def loans(connection: Connection) -> tuple[LoanFact, ...]:
    """What somebody has something to do about first, then what moved today; of each the newest first."""
    return facts_of(connection, LoanFact, "SELECT fact FROM loans ORDER BY waiting DESC, at DESC, loan DESC")


def products(connection: Connection) -> tuple[LoanProductFact, ...]:
    """What can be applied for, by name, and what could be."""
    return facts_of(
        connection, LoanProductFact, "SELECT fact FROM loan_products ORDER BY json_extract(fact, '$.name'), product"
    )
