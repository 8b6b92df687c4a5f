"""Notices, kept until the server takes them away."""

from contract.notices import NoticeFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    "CREATE TABLE notices (notice TEXT PRIMARY KEY, at TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID",
    "CREATE INDEX notices_at ON notices (at)",
)


def fold_notice(connection: Connection, fact: NoticeFact) -> None:
    """The notice, with who has seen it."""
    connection.execute("INSERT OR REPLACE INTO notices VALUES (?, ?, ?)", (fact.notice, fact.at, encoded(fact)))


def drop_notice(connection: Connection, key: str) -> None:
    """Out of this reader's sight."""
    connection.execute("DELETE FROM notices WHERE notice = ?", (key,))


FOLDS = {NoticeFact: fold_notice}
GONE = {"notice": drop_notice}
