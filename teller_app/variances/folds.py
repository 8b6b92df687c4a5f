"""Variances and people's sums in the replica. A settled one stays until its branch has a later business day."""

from contract.branches import BranchFact
from contract.variances import OverShortFact, VarianceFact, VarianceState
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    """CREATE TABLE variances (
        variance TEXT PRIMARY KEY, branch TEXT NOT NULL, business_date TEXT NOT NULL, settled INTEGER NOT NULL, at TEXT NOT NULL,
        fact BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE over_shorts (key TEXT PRIMARY KEY, fact BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE variance_days (branch TEXT PRIMARY KEY, business_date TEXT NOT NULL) WITHOUT ROWID",
)


def fold_variance(connection: Connection, fact: VarianceFact) -> None:
    """A variance as it stands."""
    settled = fact.state is VarianceState.SETTLED
    if settled and _past(connection, fact.branch, fact.business_date):
        drop_variance(connection, fact.variance)
        return
    row = (fact.variance, fact.branch, fact.business_date, settled, fact.at, encoded(fact))
    connection.execute("INSERT OR REPLACE INTO variances VALUES (?, ?, ?, ?, ?, ?)", row)


def fold_over_short(connection: Connection, fact: OverShortFact) -> None:
    """A person's sums."""
    connection.execute("INSERT OR REPLACE INTO over_shorts VALUES (?, ?)", (fact.key, encoded(fact)))


def fold_branch(connection: Connection, fact: BranchFact) -> None:
    """A later business day: what was settled before it goes."""
    past = (fact.branch, fact.business_date)
    connection.execute("INSERT OR REPLACE INTO variance_days VALUES (?, ?)", past)
    connection.execute("DELETE FROM variances WHERE branch = ? AND settled AND business_date < ?", past)


def _past(connection: Connection, branch: str, business_date: str) -> bool:
    row = connection.execute("SELECT business_date FROM variance_days WHERE branch = ?", (branch,)).fetchone()
    return row is not None and business_date < str(row[0])


def drop_variance(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM variances WHERE variance = ?", (key,))


def drop_over_short(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM over_shorts WHERE key = ?", (key,))


def drop_branch(connection: Connection, key: str) -> None:
    """No longer this reader's branch."""
    connection.execute("DELETE FROM variance_days WHERE branch = ?", (key,))


FOLDS = {VarianceFact: fold_variance, OverShortFact: fold_over_short, BranchFact: fold_branch}
GONE = {"variance": drop_variance, "over_short": drop_over_short, "branch": drop_branch}
