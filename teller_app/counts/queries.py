"""Questions about counts in between to the replica."""

from contract.counts import CountResultFact, SpotCountFact
from teller_app.sync.facts import fact_of, facts_of
from teller_app.sync.sqlcipher import Connection


def counts(connection: Connection) -> tuple[SpotCountFact, ...]:
    """The day's counts in sight, newest first."""
    return facts_of(connection, SpotCountFact, "SELECT fact FROM spot_counts ORDER BY at DESC, count DESC")


def result(connection: Connection, count: str) -> CountResultFact | None:
    """What was expected, for those who may know."""
    return fact_of(connection, CountResultFact, "SELECT fact FROM count_results WHERE count = ?", (count,))
