"""Questions about drawers to the replica."""

from contract.drawers import DrawerFact, DrawerTotalsFact, ReconciliationFact, SessionFact
from teller_app.sync.facts import fact_of, facts_of
from teller_app.sync.sqlcipher import Connection


def drawers(connection: Connection) -> tuple[DrawerFact, ...]:
    """All drawers in sight, by number."""
    return facts_of(connection, DrawerFact, "SELECT fact FROM drawers ORDER BY number")


def my_session(connection: Connection, user: str) -> SessionFact | None:
    """The session that this person has not closed yet."""
    sql = "SELECT fact FROM sessions WHERE cashier = ? AND NOT closed ORDER BY opened_at DESC"
    return fact_of(connection, SessionFact, sql, (user,))


def has_open_session(connection: Connection, user: str) -> bool:
    """Whether this person may go on without the server at all."""
    return my_session(connection, user) is not None


def session(connection: Connection, session_id: str) -> SessionFact | None:
    """One session by its id."""
    return fact_of(connection, SessionFact, "SELECT fact FROM sessions WHERE session = ?", (session_id,))


def open_sessions(connection: Connection) -> tuple[SessionFact, ...]:
    """Every session that is not closed, oldest first."""
    return facts_of(connection, SessionFact, "SELECT fact FROM sessions WHERE NOT closed ORDER BY opened_at, session")


def reconciliation(connection: Connection, session_id: str) -> ReconciliationFact | None:
    """What the count brought out, once a count is in."""
    return fact_of(connection, ReconciliationFact, "SELECT fact FROM reconciliations WHERE session = ?", (session_id,))


def last_reconciliation(connection: Connection, user: str) -> ReconciliationFact | None:
    """This person's latest one of the business day."""
    sql = "SELECT fact FROM reconciliations WHERE cashier = ? ORDER BY opened_at DESC, session DESC"
    return fact_of(connection, ReconciliationFact, sql, (user,))


def totals(connection: Connection, session_id: str) -> DrawerTotalsFact | None:
    """Live totals, None for those who may not see them."""
    return fact_of(connection, DrawerTotalsFact, "SELECT fact FROM drawer_totals WHERE session = ?", (session_id,))
