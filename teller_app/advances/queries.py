"""Questions about advances to the replica."""

from contract.advances import AdvanceFact
from teller_app.sync.facts import facts_of
from teller_app.sync.sqlcipher import Connection


def advances(connection: Connection) -> tuple[AdvanceFact, ...]:
    """What is not retired first, oldest first; then what was retired today."""
    return facts_of(connection, AdvanceFact, "SELECT fact FROM advances ORDER BY retired, at, advance")
