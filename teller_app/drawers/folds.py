"""Drawers, their sessions, and what is known of their cash by those who may know it.

A closed session and its reconciliation stay until their branch has a later business day; one that is open, counted or awaiting stays
whatever its date.
"""

from contract.branches import BranchFact
from contract.drawers import DrawerFact, DrawerTotalsFact, ReconciliationFact, SessionFact, SessionState
from contract.floats import FloatSlipFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    "CREATE TABLE drawers (drawer TEXT PRIMARY KEY, number TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID",
    """CREATE TABLE sessions (
        session TEXT PRIMARY KEY, branch TEXT NOT NULL, business_date TEXT NOT NULL, cashier TEXT NOT NULL,
        closed INTEGER NOT NULL, opened_at TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX sessions_cashier ON sessions (cashier, closed, opened_at)",
    """CREATE TABLE reconciliations (
        session TEXT PRIMARY KEY, branch TEXT NOT NULL, business_date TEXT NOT NULL, cashier TEXT NOT NULL,
        closed INTEGER NOT NULL, opened_at TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE drawer_totals (session TEXT PRIMARY KEY, drawer TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID",
    """CREATE TABLE float_slips (
        slip TEXT PRIMARY KEY, branch TEXT NOT NULL, business_date TEXT NOT NULL, cashier TEXT NOT NULL,
        fact BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE drawer_days (branch TEXT PRIMARY KEY, business_date TEXT NOT NULL) WITHOUT ROWID",
)


def fold_drawer(connection: Connection, fact: DrawerFact) -> None:
    """The drawer as everybody may see it."""
    connection.execute("INSERT OR REPLACE INTO drawers VALUES (?, ?, ?)", (fact.drawer, fact.number, encoded(fact)))


def fold_session(connection: Connection, fact: SessionFact) -> None:
    """The session without any total."""
    closed = fact.state is SessionState.CLOSED
    if closed and _past(connection, fact.branch, fact.business_date):
        _forget(connection, fact.session)
        return
    connection.execute(
        "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?)",
        (fact.session, fact.branch, fact.business_date, fact.cashier, closed, fact.opened_at, encoded(fact)),
    )
    if closed:
        drop_totals(connection, fact.session)


def fold_reconciliation(connection: Connection, fact: ReconciliationFact) -> None:
    """What the blind count hid."""
    closed = fact.state is SessionState.CLOSED
    if closed and _past(connection, fact.branch, fact.business_date):
        drop_reconciliation(connection, fact.session)
        return
    connection.execute(
        "INSERT OR REPLACE INTO reconciliations VALUES (?, ?, ?, ?, ?, ?, ?)",
        (fact.session, fact.branch, fact.business_date, fact.cashier, closed, fact.opened_at, encoded(fact)),
    )


def fold_totals(connection: Connection, fact: DrawerTotalsFact) -> None:
    """Live totals, for those who may see them. A closed session has none, whichever of the two facts comes first."""
    if connection.execute("SELECT 1 FROM sessions WHERE session = ? AND closed", (fact.session,)).fetchone():
        return
    connection.execute(
        "INSERT OR REPLACE INTO drawer_totals VALUES (?, ?, ?)", (fact.session, fact.drawer, encoded(fact))
    )


def fold_slip(connection: Connection, fact: FloatSlipFact) -> None:
    """A slip that may still be signed or used; one of an earlier day opens nothing."""
    if _past(connection, fact.branch, fact.business_date):
        drop_slip(connection, fact.slip)
        return
    connection.execute(
        "INSERT OR REPLACE INTO float_slips VALUES (?, ?, ?, ?, ?)",
        (fact.slip, fact.branch, fact.business_date, fact.cashier, encoded(fact)),
    )


def fold_branch(connection: Connection, fact: BranchFact) -> None:
    """A later business day: what was closed before it goes."""
    connection.execute("INSERT OR REPLACE INTO drawer_days VALUES (?, ?)", (fact.branch, fact.business_date))
    past = (fact.branch, fact.business_date)
    old = connection.execute(
        "SELECT session FROM sessions WHERE branch = ? AND closed AND business_date < ?", past
    ).fetchall()
    for (session,) in old:
        _forget(connection, session)
    connection.execute("DELETE FROM reconciliations WHERE branch = ? AND closed AND business_date < ?", past)
    connection.execute("DELETE FROM float_slips WHERE branch = ? AND business_date < ?", past)


def _past(connection: Connection, branch: str, business_date: str) -> bool:
    row = connection.execute("SELECT business_date FROM drawer_days WHERE branch = ?", (branch,)).fetchone()
    return row is not None and business_date < str(row[0])


def _forget(connection: Connection, session: str) -> None:
    connection.execute("DELETE FROM sessions WHERE session = ?", (session,))
    connection.execute("DELETE FROM drawer_totals WHERE session = ?", (session,))


def drop_drawer(connection: Connection, key: str) -> None:
    """Another branch's drawer now."""
    connection.execute("DELETE FROM drawers WHERE drawer = ?", (key,))


def drop_session(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM sessions WHERE session = ?", (key,))


def drop_reconciliation(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM reconciliations WHERE session = ?", (key,))


def drop_totals(connection: Connection, key: str) -> None:
    """This reader may no longer see totals."""
    connection.execute("DELETE FROM drawer_totals WHERE session = ?", (key,))


def drop_slip(connection: Connection, key: str) -> None:
    """Used, or called back."""
    connection.execute("DELETE FROM float_slips WHERE slip = ?", (key,))


def drop_branch(connection: Connection, key: str) -> None:
    """No longer this reader's branch."""
    connection.execute("DELETE FROM drawer_days WHERE branch = ?", (key,))


FOLDS = {
    DrawerFact: fold_drawer,
    SessionFact: fold_session,
    ReconciliationFact: fold_reconciliation,
    DrawerTotalsFact: fold_totals,
    FloatSlipFact: fold_slip,
    BranchFact: fold_branch,
}
GONE = {
    "drawer": drop_drawer,
    "session": drop_session,
    "reconciliation": drop_reconciliation,
    "drawer_totals": drop_totals,
    "float_slip": drop_slip,
    "branch": drop_branch,
}
