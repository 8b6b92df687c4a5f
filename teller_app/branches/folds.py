"""The closing report of a branch's day in the replica: the last one, until a later day begins."""

from contract.branches import BranchFact, DayReportFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    "CREATE TABLE day_reports (branch TEXT PRIMARY KEY, business_date TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID",
)


def fold_report(connection: Connection, fact: DayReportFact) -> None:
    """The report of the close."""
    row = (fact.branch, fact.business_date, encoded(fact))
    connection.execute("INSERT OR REPLACE INTO day_reports VALUES (?, ?, ?)", row)


def fold_branch(connection: Connection, fact: BranchFact) -> None:
    """A later business day has no closing report yet."""
    past = (fact.branch, fact.business_date)
    connection.execute("DELETE FROM day_reports WHERE branch = ? AND business_date < ?", past)


def drop_report(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM day_reports WHERE branch = ?", (key,))


FOLDS = {DayReportFact: fold_report, BranchFact: fold_branch}
GONE = {"day_report": drop_report}
