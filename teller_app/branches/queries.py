"""Questions about a branch's day to the replica."""

from contract.branches import DayReportFact
from teller_app.sync.facts import fact_of
from teller_app.sync.sqlcipher import Connection


def report(connection: Connection, branch: str) -> DayReportFact | None:
    """The closing report (Z), once the day is closed."""
    return fact_of(connection, DayReportFact, "SELECT fact FROM day_reports WHERE branch = ?", (branch,))
