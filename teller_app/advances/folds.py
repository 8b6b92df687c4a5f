"""Advances in the replica. A retired one stays until its branch has a later business day."""

from contract.advances import AdvanceFact, AdvanceState
from contract.branches import BranchFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    """CREATE TABLE advances (
        advance TEXT PRIMARY KEY, branch TEXT NOT NULL, business_date TEXT NOT NULL, retired INTEGER NOT NULL, at TEXT NOT NULL,
        fact BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE advance_days (branch TEXT PRIMARY KEY, business_date TEXT NOT NULL) WITHOUT ROWID",
)


def fold_advance(connection: Connection, fact: AdvanceFact) -> None:
    """An advance as it stands."""
    retired = fact.state is AdvanceState.RETIRED
    row = connection.execute("SELECT business_date FROM advance_days WHERE branch = ?", (fact.branch,)).fetchone()
    if retired and row is not None and fact.business_date < str(row[0]):
        drop_advance(connection, fact.advance)
        return
    values = (fact.advance, fact.branch, fact.business_date, retired, fact.at, encoded(fact))
    connection.execute("INSERT OR REPLACE INTO advances VALUES (?, ?, ?, ?, ?, ?)", values)


def fold_branch(connection: Connection, fact: BranchFact) -> None:
    """A later business day: what was retired before it goes."""
    past = (fact.branch, fact.business_date)
    connection.execute("INSERT OR REPLACE INTO advance_days VALUES (?, ?)", past)
    connection.execute("DELETE FROM advances WHERE branch = ? AND retired AND business_date < ?", past)


def drop_advance(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM advances WHERE advance = ?", (key,))


def drop_branch(connection: Connection, key: str) -> None:
    """No longer this reader's branch."""
    connection.execute("DELETE FROM advance_days WHERE branch = ?", (key,))


FOLDS = {AdvanceFact: fold_advance, BranchFact: fold_branch}
GONE = {"advance": drop_advance, "branch": drop_branch}
