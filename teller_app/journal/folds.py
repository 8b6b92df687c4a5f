"""The transactions of each branch's business day. A new business day prunes the days before it: facts decide, never the clock."""

from contract.branches import BranchFact
from contract.ledger import TransactionFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    """CREATE TABLE transactions (
        transaction_id TEXT PRIMARY KEY, branch TEXT NOT NULL, business_date TEXT NOT NULL, at TEXT NOT NULL,
        made_by TEXT NOT NULL, receipt TEXT NOT NULL, session TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX transactions_at ON transactions (at)",
    "CREATE INDEX transactions_maker ON transactions (made_by, at)",
    """CREATE TABLE transaction_accounts (
        account TEXT, transaction_id TEXT, PRIMARY KEY (account, transaction_id)) WITHOUT ROWID""",
    "CREATE TABLE journal_days (branch TEXT PRIMARY KEY, business_date TEXT NOT NULL) WITHOUT ROWID",
)


def fold_transaction(connection: Connection, fact: TransactionFact) -> None:
    """Kept if it belongs to its branch's business day (or a later one); an older day's is no part of the working set."""
    day = connection.execute("SELECT business_date FROM journal_days WHERE branch = ?", (fact.branch,)).fetchone()
    if day and fact.business_date < day[0]:
        drop_transaction(connection, fact.transaction)
        return
    connection.execute(
        "INSERT OR REPLACE INTO transactions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (fact.transaction, fact.branch, fact.business_date, fact.at, fact.made_by, fact.receipt, fact.session,
         encoded(fact)),
    )  # fmt: skip
    connection.execute("DELETE FROM transaction_accounts WHERE transaction_id = ?", (fact.transaction,))
    connection.executemany(
        "INSERT OR IGNORE INTO transaction_accounts VALUES (?, ?)",
        [(account, fact.transaction) for account in fact.accounts],
    )


def fold_branch(connection: Connection, fact: BranchFact) -> None:
    """The branch's day moves on."""
    connection.execute("INSERT OR REPLACE INTO journal_days VALUES (?, ?)", (fact.branch, fact.business_date))
    older = "branch = ? AND business_date < ?"
    connection.execute(
        f"""DELETE FROM transaction_accounts WHERE transaction_id IN
            (SELECT transaction_id FROM transactions WHERE {older})""",  # noqa: S608
        (fact.branch, fact.business_date),
    )
    connection.execute(f"DELETE FROM transactions WHERE {older}", (fact.branch, fact.business_date))  # noqa: S608


def drop_transaction(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM transaction_accounts WHERE transaction_id = ?", (key,))
    connection.execute("DELETE FROM transactions WHERE transaction_id = ?", (key,))


def drop_branch(connection: Connection, key: str) -> None:
    """No longer this reader's branch; its transactions are dropped by their own facts."""
    connection.execute("DELETE FROM journal_days WHERE branch = ?", (key,))


FOLDS = {TransactionFact: fold_transaction, BranchFact: fold_branch}
GONE = {"transaction": drop_transaction, "branch": drop_branch}
