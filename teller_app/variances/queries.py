"""Questions about variances to the replica."""

from contract.variances import OverShortFact, VarianceFact
from teller_app.sync.facts import facts_of
from teller_app.sync.sqlcipher import Connection


def variances(connection: Connection) -> tuple[VarianceFact, ...]:
    """What is not settled first, oldest first; then what was settled today."""
    return facts_of(connection, VarianceFact, "SELECT fact FROM variances ORDER BY settled, at, variance")


def over_shorts(connection: Connection) -> tuple[OverShortFact, ...]:
    """People's sums, by key."""
    return facts_of(connection, OverShortFact, "SELECT fact FROM over_shorts ORDER BY key")
