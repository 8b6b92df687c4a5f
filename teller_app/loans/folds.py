"""Loans and their products in the replica. What moves no more stays until its branch has a later business day; the rest is asked for."""

from contract.branches import BranchFact
from contract.loans import LoanFact, LoanProductFact, LoanState
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    """CREATE TABLE loans (
        loan TEXT PRIMARY KEY, branch TEXT NOT NULL, business_date TEXT NOT NULL, waiting INTEGER NOT NULL, at TEXT NOT NULL,
        fact BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE loan_products (product TEXT PRIMARY KEY, fact BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE loan_days (branch TEXT PRIMARY KEY, business_date TEXT NOT NULL) WITHOUT ROWID",
)
WAITING = frozenset({LoanState.APPLIED, LoanState.APPROVED})
"""Somebody has something to do about them, however old they are."""


def fold_loan(connection: Connection, fact: LoanFact) -> None:
    """A loan as it stands."""
    waiting = fact.state in WAITING
    row = connection.execute("SELECT business_date FROM loan_days WHERE branch = ?", (fact.branch,)).fetchone()
    if not waiting and row is not None and fact.business_date < str(row[0]):
        drop_loan(connection, fact.loan)
        return
    values = (fact.loan, fact.branch, fact.business_date, waiting, fact.at, encoded(fact))
    connection.execute("INSERT OR REPLACE INTO loans VALUES (?, ?, ?, ?, ?, ?)", values)


def fold_product(connection: Connection, fact: LoanProductFact) -> None:
    """A product as it holds."""
    connection.execute("INSERT OR REPLACE INTO loan_products VALUES (?, ?)", (fact.product, encoded(fact)))


def fold_branch(connection: Connection, fact: BranchFact) -> None:
    """A later business day: what moved before it and waits for nobody goes."""
    past = (fact.branch, fact.business_date)
    connection.execute("INSERT OR REPLACE INTO loan_days VALUES (?, ?)", past)
    connection.execute("DELETE FROM loans WHERE branch = ? AND NOT waiting AND business_date < ?", past)


def drop_loan(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM loans WHERE loan = ?", (key,))


def drop_product(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM loan_products WHERE product = ?", (key,))


def drop_branch(connection: Connection, key: str) -> None:
    """No longer this reader's branch."""
    connection.execute("DELETE FROM loan_days WHERE branch = ?", (key,))


FOLDS = {LoanFact: fold_loan, LoanProductFact: fold_product, BranchFact: fold_branch}
GONE = {"loan": drop_loan, "loan_product": drop_product, "branch": drop_branch}
