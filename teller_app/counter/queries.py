"""Questions of the counter to the replica."""

from contract.branches import BranchFact
from contract.ledger import AccountFact
from teller_app.sync.facts import fact_of, facts_of
from teller_app.sync.sqlcipher import Connection


def accounts_of(connection: Connection, customer: str) -> tuple[AccountFact, ...]:
    """A customer's accounts in order of their numbers."""
    return facts_of(
        connection, AccountFact, "SELECT fact FROM accounts WHERE customer = ? ORDER BY number", (customer,)
    )


def account(connection: Connection, account_id: str) -> AccountFact | None:
    """One account by its id."""
    return fact_of(connection, AccountFact, "SELECT fact FROM accounts WHERE account = ?", (account_id,))


def account_by_number(connection: Connection, number: str) -> tuple[AccountFact, str] | None:
    """The account with this number (ours, or the one it had at another bank) and its holder's name."""
    found = fact_of(connection, AccountFact, "SELECT fact FROM accounts WHERE number = ?", (number,)) or fact_of(
        connection, AccountFact, "SELECT fact FROM accounts WHERE external = ? AND external <> ''", (number,)
    )
    if found is None:
        return None
    holder = connection.execute("SELECT full_name FROM holders WHERE customer = ?", (found.customer,)).fetchone()
    return found, str(holder[0]) if holder else ""


def holder_name(connection: Connection, account_id: str) -> str:
    """Whose account it is; empty for a holder who is out of sight."""
    found = connection.execute(
        "SELECT full_name FROM holders JOIN accounts USING (customer) WHERE account = ?", (account_id,)
    ).fetchone()
    return str(found[0]) if found else ""


def branch(connection: Connection, branch_id: str) -> BranchFact | None:
    """A branch with its business day."""
    return fact_of(connection, BranchFact, "SELECT fact FROM branches WHERE branch = ?", (branch_id,))


def branches(connection: Connection) -> tuple[BranchFact, ...]:
    """The branches that this reader may see."""
    return facts_of(connection, BranchFact, "SELECT fact FROM branches ORDER BY code")
