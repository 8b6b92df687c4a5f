"""Stand-in budgets by drawer, and the codes that tills may be given, as hashes."""

from contract.standin import StandInCodeFact, StandInFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    "CREATE TABLE stand_ins (drawer TEXT PRIMARY KEY, session TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE stand_in_codes (code TEXT PRIMARY KEY, owner TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID",
)


def fold_budget(connection: Connection, fact: StandInFact) -> None:
    """A drawer's budget as it stands."""
    connection.execute("INSERT OR REPLACE INTO stand_ins VALUES (?, ?, ?)", (fact.drawer, fact.session, encoded(fact)))


def fold_code(connection: Connection, fact: StandInCodeFact) -> None:
    """A code that may still be read out."""
    connection.execute("INSERT OR REPLACE INTO stand_in_codes VALUES (?, ?, ?)", (fact.code, fact.owner, encoded(fact)))


def drop_code(connection: Connection, key: str) -> None:
    """Used, or replaced."""
    connection.execute("DELETE FROM stand_in_codes WHERE code = ?", (key,))


FOLDS = {StandInFact: fold_budget, StandInCodeFact: fold_code}
GONE = {"stand_in_code": drop_code}
