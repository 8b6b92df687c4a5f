"""Requests: those that wait, permits that can still be used, and what was decided since the business day began."""

from contract.approvals import RequestFact, RequestState
from contract.branches import BranchFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    """CREATE TABLE requests (
        request TEXT PRIMARY KEY, branch TEXT NOT NULL, maker TEXT NOT NULL, state TEXT NOT NULL, live INTEGER NOT NULL,
        is_permit INTEGER NOT NULL, at TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX requests_state ON requests (state, at)",
    "CREATE TABLE request_days (branch TEXT PRIMARY KEY, business_date TEXT NOT NULL) WITHOUT ROWID",
)


def fold_request(connection: Connection, fact: RequestFact) -> None:
    """The request as it stands."""
    connection.execute(
        "INSERT OR REPLACE INTO requests VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (fact.request, fact.branch, fact.maker, fact.state, is_live(fact), fact.is_permit, fact.at, encoded(fact)),
    )


def is_live(fact: RequestFact) -> bool:
    """Whether something can still happen to it: it waits, or it is a permit that was not used."""
    return fact.state is RequestState.AWAITING or (fact.state is RequestState.APPROVED and fact.is_permit)


def fold_branch(connection: Connection, fact: BranchFact) -> None:
    """Another business day than the one known: what was over before it goes. The first one heard of prunes nothing."""
    before = connection.execute("SELECT business_date FROM request_days WHERE branch = ?", (fact.branch,)).fetchone()
    if before and before[0] != fact.business_date:
        connection.execute("DELETE FROM requests WHERE branch = ? AND NOT live", (fact.branch,))
    connection.execute("INSERT OR REPLACE INTO request_days VALUES (?, ?)", (fact.branch, fact.business_date))


def drop_request(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM requests WHERE request = ?", (key,))


def drop_branch(connection: Connection, key: str) -> None:
    """No longer this reader's branch."""
    connection.execute("DELETE FROM request_days WHERE branch = ?", (key,))


FOLDS = {RequestFact: fold_request, BranchFact: fold_branch}
GONE = {"request": drop_request, "branch": drop_branch}
