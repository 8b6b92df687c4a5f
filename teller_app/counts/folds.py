"""Counts in between, and what was expected for those who may know. They are the business day's."""

from contract.branches import BranchFact
from contract.counts import CountResultFact, SpotCountFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    """CREATE TABLE spot_counts (
        count TEXT PRIMARY KEY, branch TEXT NOT NULL, business_date TEXT NOT NULL, at TEXT NOT NULL, fact BLOB NOT NULL)
        WITHOUT ROWID""",
    "CREATE TABLE count_results (count TEXT PRIMARY KEY, fact BLOB NOT NULL) WITHOUT ROWID",
)


def fold_count(connection: Connection, fact: SpotCountFact) -> None:
    """A count as it stands."""
    row = (fact.count, fact.branch, fact.business_date, fact.at, encoded(fact))
    connection.execute("INSERT OR REPLACE INTO spot_counts VALUES (?, ?, ?, ?, ?)", row)


def fold_result(connection: Connection, fact: CountResultFact) -> None:
    """What was expected."""
    connection.execute("INSERT OR REPLACE INTO count_results VALUES (?, ?)", (fact.count, encoded(fact)))


def fold_branch(connection: Connection, fact: BranchFact) -> None:
    """A later business day: the counts before it go, with their results."""
    past = (fact.branch, fact.business_date)
    connection.execute(
        "DELETE FROM count_results WHERE count IN (SELECT count FROM spot_counts WHERE branch = ? AND business_date < ?)",
        past,
    )
    connection.execute("DELETE FROM spot_counts WHERE branch = ? AND business_date < ?", past)


def drop_count(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM spot_counts WHERE count = ?", (key,))


def drop_result(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM count_results WHERE count = ?", (key,))


FOLDS = {SpotCountFact: fold_count, CountResultFact: fold_result, BranchFact: fold_branch}
GONE = {"spot_count": drop_count, "count_result": drop_result}
