"""Questions about a branch's day to the replica."""

from contract.branches import DayReportFact, TillFact
from teller_app.sync.facts import fact_of, facts_of
from teller_app.sync.sqlcipher import Connection


def report(connection: Connection, branch: str) -> DayReportFact | None:
    """The closing report (Z), once the day is closed."""
    return fact_of(connection, DayReportFact, "SELECT fact FROM day_reports WHERE branch = ?", (branch,))


def tills_away(connection: Connection) -> tuple[TillFact, ...]:
    """The tills that are away while their drawer is open, the longest first."""
    return tuple(sorted(facts_of(connection, TillFact, "SELECT fact FROM tills_away"), key=lambda till: till.since))
