"""Questions about drawers to the replica."""

from collections.abc import Callable, Sequence

from contract.drawers import DrawerFact, DrawerTotalsFact, ReconciliationFact, SessionFact, SessionState
from contract.floats import FloatSlipFact, OpenOnSlip
from teller_app.manifest import Waiting
from teller_app.sync.facts import fact_of, facts_of
from teller_app.sync.sqlcipher import Connection


def drawers(connection: Connection) -> tuple[DrawerFact, ...]:
    """All drawers in sight, by number."""
    return facts_of(connection, DrawerFact, "SELECT fact FROM drawers ORDER BY number")


def my_session(connection: Connection, user: str) -> SessionFact | None:
    """The session that this person has not closed yet."""
    sql = "SELECT fact FROM sessions WHERE cashier = ? AND NOT closed ORDER BY opened_at DESC"
    return fact_of(connection, SessionFact, sql, (user,))


def drawer_number(connection: Connection, user: str) -> str:
    """The number of the drawer that this person holds, or an empty text."""
    session = my_session(connection, user)
    return session.number if session else ""


def slips(connection: Connection) -> tuple[FloatSlipFact, ...]:
    """The float slips in sight that may still be signed or used."""
    return facts_of(connection, FloatSlipFact, "SELECT fact FROM float_slips ORDER BY slip")


def has_open_session(connection: Connection, user: str) -> bool:
    """Whether this person may go on without the server at all: with an open drawer, or a signed slip that opens one."""
    signed = any(slip.seal and slip.cashier == user for slip in slips(connection))
    return signed or my_session(connection, user) is not None


def opened_on(slip: FloatSlipFact, at: str) -> SessionFact:
    """The session of a drawer that was opened without the server, until the server knows it: all of it stands on the slip."""
    return SessionFact(session=slip.session, drawer=slip.drawer, number=slip.number, branch=slip.branch, currency=slip.currency,
                       cashier=slip.cashier, device=slip.device, lease=slip.lease, state=SessionState.OPEN,
                       business_date=slip.business_date, opened_at=at, offline_budget=slip.offline_budget,
                       signed_by=slip.signed_by, signed_at=slip.signed_at)  # fmt: skip


def session_or_slip(
    waiting: Callable[[], Sequence[Waiting]],
) -> Callable[[Connection, str], SessionFact | None]:
    """As ``my_session``; while the opening on a slip still waits in the outbox, the session that it opened here."""

    def ask(connection: Connection, user: str) -> SessionFact | None:
        found = my_session(connection, user)
        opened = {item.command.slip: item.at for item in waiting()
                  if isinstance(item.command, OpenOnSlip) and item.command.opened_offline}  # fmt: skip
        if found is not None or not opened:
            return found
        used = (slip for slip in slips(connection) if slip.cashier == user and slip.slip in opened)
        return next((opened_on(slip, opened[slip.slip]) for slip in used), None)

    return ask


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


def closed_sheets(connection: Connection) -> tuple[ReconciliationFact, ...]:
    """The reconciliations of the business day's closed sessions, in the order of their opening."""
    sql = "SELECT fact FROM reconciliations WHERE closed ORDER BY opened_at, session"
    return facts_of(connection, ReconciliationFact, sql)


def totals(connection: Connection) -> dict[str, DrawerTotalsFact]:
    """Live totals by session, of those that this person may see."""
    return {fact.session: fact for fact in facts_of(connection, DrawerTotalsFact, "SELECT fact FROM drawer_totals")}
