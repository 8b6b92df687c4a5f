"""Requests, waiting and decided. No fact says which business day a decision belongs to, so none is pruned here: a snapshot has all."""

from contract.approvals import RequestFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    """CREATE TABLE requests (
        request TEXT PRIMARY KEY, branch TEXT NOT NULL, maker TEXT NOT NULL, state TEXT NOT NULL, is_permit INTEGER NOT NULL,
        at TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX requests_state ON requests (state, at)",
)


def fold_request(connection: Connection, fact: RequestFact) -> None:
    """The request as it stands."""
    connection.execute(
        "INSERT OR REPLACE INTO requests VALUES (?, ?, ?, ?, ?, ?, ?)",
        (fact.request, fact.branch, fact.maker, fact.state, fact.is_permit, fact.at, encoded(fact)),
    )


def drop_request(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM requests WHERE request = ?", (key,))


FOLDS = {RequestFact: fold_request}
GONE = {"request": drop_request}
