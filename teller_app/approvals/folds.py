"""Requests, waiting and decided. No fact says which business day a decision belongs to, so none is pruned here: a snapshot has all."""

from contract.approvals import ApprovalRuleFact, DelegationFact, RequestFact, RequestLineFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    """CREATE TABLE requests (
        request TEXT PRIMARY KEY, branch TEXT NOT NULL, maker TEXT NOT NULL, state TEXT NOT NULL, is_permit INTEGER NOT NULL,
        at TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX requests_state ON requests (state, at)",
    """CREATE TABLE request_lines (
        line TEXT PRIMARY KEY, request TEXT NOT NULL, at TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX request_lines_request ON request_lines (request, at)",
    "CREATE TABLE approval_rules (rule TEXT PRIMARY KEY, fact BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE delegations (delegation TEXT PRIMARY KEY, fact BLOB NOT NULL) WITHOUT ROWID",
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


def fold_line(connection: Connection, fact: RequestLineFact) -> None:
    """A line of a request's thread."""
    connection.execute(
        "INSERT OR REPLACE INTO request_lines VALUES (?, ?, ?, ?)", (fact.line, fact.request, fact.at, encoded(fact))
    )


def drop_line(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM request_lines WHERE line = ?", (key,))


def fold_rule(connection: Connection, fact: ApprovalRuleFact) -> None:
    """A line of the policy."""
    connection.execute("INSERT OR REPLACE INTO approval_rules VALUES (?, ?)", (fact.rule, encoded(fact)))


def fold_delegation(connection: Connection, fact: DelegationFact) -> None:
    """Who decides in whose place."""
    connection.execute("INSERT OR REPLACE INTO delegations VALUES (?, ?)", (fact.delegation, encoded(fact)))


def drop_delegation(connection: Connection, key: str) -> None:
    """It is over."""
    connection.execute("DELETE FROM delegations WHERE delegation = ?", (key,))


FOLDS = {
    RequestFact: fold_request,
    RequestLineFact: fold_line,
    ApprovalRuleFact: fold_rule,
    DelegationFact: fold_delegation,
}
GONE = {"request": drop_request, "request_line": drop_line, "delegation": drop_delegation}
