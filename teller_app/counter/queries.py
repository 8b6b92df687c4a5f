"""Questions of the counter to the replica."""

from collections.abc import Iterable

from contract.branches import BranchFact
from contract.feed import Awaiting, Refused
from contract.ledger import AccountFact
from teller_app.sync.facts import fact_of, facts_of
from teller_app.sync.outbox_rows import OutboxRow, RowState
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


def available_minus_pending(known: AccountFact, rows: Iterable[OutboxRow], cursor: int) -> int:
    """What may be drawn: the server's *available* less own debits that it does not contain yet, in minor units.

    A debit counts until the replica's cursor has passed its journal sequence; one that was refused, or that awaits an approval
    (the server holds those funds by itself), counts no more. Credits never raise it: a balance is not guessed.
    """
    return known.available - sum(row.note.amount for row in rows if _weighs(row, known, cursor))


def _weighs(row: OutboxRow, known: AccountFact, cursor: int) -> bool:
    if row.note.debits != known.account or row.note.currency != known.currency:
        return False
    if row.state is RowState.SETTLED:
        return row.settled_seq > cursor and not isinstance(row.answer(), Refused | Awaiting)
    return row.unsettled
