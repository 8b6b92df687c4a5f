"""A branch's day in the replica: its last closing report, until a later day begins, and the tills that are away."""

from contract.branches import BranchFact, DayReportFact, TillFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    "CREATE TABLE day_reports (branch TEXT PRIMARY KEY, business_date TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE tills_away (device TEXT PRIMARY KEY, fact BLOB NOT NULL) WITHOUT ROWID",
)


def fold_report(connection: Connection, fact: DayReportFact) -> None:
    """The report of the close."""
    row = (fact.branch, fact.business_date, encoded(fact))
    connection.execute("INSERT OR REPLACE INTO day_reports VALUES (?, ?, ?)", row)


def fold_branch(connection: Connection, fact: BranchFact) -> None:
    """A later business day has no closing report yet."""
    past = (fact.branch, fact.business_date)
    connection.execute("DELETE FROM day_reports WHERE branch = ? AND business_date < ?", past)


def fold_till(connection: Connection, fact: TillFact) -> None:
    """A till that is away; one that is back is no news any more."""
    if fact.since:
        connection.execute("INSERT OR REPLACE INTO tills_away VALUES (?, ?)", (fact.device, encoded(fact)))
    else:
        drop_till(connection, fact.device)


def drop_till(connection: Connection, key: str) -> None:
    """Back, or out of this reader's sight."""
    connection.execute("DELETE FROM tills_away WHERE device = ?", (key,))


def drop_report(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM day_reports WHERE branch = ?", (key,))


FOLDS = {DayReportFact: fold_report, BranchFact: fold_branch, TillFact: fold_till}
GONE = {"day_report": drop_report, "till": drop_till}
