"""Questions of the journal to the replica. Newest first everywhere."""

from contract.ledger import TransactionFact
from teller_app.sync.facts import fact_of, facts_of
from teller_app.sync.sqlcipher import Connection

DAY_MAX = 5000
RECENT_MAX = 10
"""What the counter shows beside an account."""
_FACT = "SELECT t.fact FROM transactions t"
_NEWEST = " ORDER BY t.at DESC, t.transaction_id DESC LIMIT ?"


def journal_of_day(connection: Connection, limit: int = DAY_MAX) -> tuple[TransactionFact, ...]:
    """Everything of the business day that this reader may see."""
    return facts_of(connection, TransactionFact, _FACT + _NEWEST, (limit,))


def newest_rows(connection: Connection) -> list[bytes]:
    """The same as it lies there, for whoever keeps what it decoded."""
    return [row[0] for row in connection.execute(_FACT + _NEWEST, (DAY_MAX,)).fetchall()]


def journal_of_maker(connection: Connection, user: str) -> tuple[TransactionFact, ...]:
    """What this person made today."""
    return facts_of(connection, TransactionFact, _FACT + " WHERE t.made_by = ?" + _NEWEST, (user, DAY_MAX))


def recent_of_account(connection: Connection, account: str) -> tuple[TransactionFact, ...]:
    """Today's transactions that touched an account."""
    joined = _FACT + " JOIN transaction_accounts a USING (transaction_id) WHERE a.account = ?" + _NEWEST
    return facts_of(connection, TransactionFact, joined, (account, RECENT_MAX))


def transaction(connection: Connection, transaction_id: str) -> TransactionFact | None:
    """One transaction by its id."""
    return fact_of(connection, TransactionFact, _FACT + " WHERE t.transaction_id = ?", (transaction_id,))
