"""People, devices, roles and limits, by name."""

from contract.staff import DeviceFact, LimitFact, RoleFact, UserFact
from teller_app.sync.facts import encoded
from teller_app.sync.sqlcipher import Connection

TABLES = (
    "CREATE TABLE users (user TEXT PRIMARY KEY, full_name TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE devices (device TEXT PRIMARY KEY, name TEXT NOT NULL, fact BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE roles (role TEXT PRIMARY KEY, fact BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE limits (id TEXT PRIMARY KEY, fact BLOB NOT NULL) WITHOUT ROWID",
)


def fold_user(connection: Connection, fact: UserFact) -> None:
    """The person as staff."""
    connection.execute("INSERT OR REPLACE INTO users VALUES (?, ?, ?)", (fact.user, fact.full_name, encoded(fact)))


def fold_device(connection: Connection, fact: DeviceFact) -> None:
    """The workstation."""
    connection.execute("INSERT OR REPLACE INTO devices VALUES (?, ?, ?)", (fact.device, fact.name, encoded(fact)))


def fold_role(connection: Connection, fact: RoleFact) -> None:
    """What a role may do."""
    connection.execute("INSERT OR REPLACE INTO roles VALUES (?, ?)", (fact.role.value, encoded(fact)))


def fold_limit(connection: Connection, fact: LimitFact) -> None:
    """A bound, or that it is no more."""
    if fact.removed:
        connection.execute("DELETE FROM limits WHERE id = ?", (fact.limit,))
    else:
        connection.execute("INSERT OR REPLACE INTO limits VALUES (?, ?)", (fact.limit, encoded(fact)))


def drop_user(connection: Connection, key: str) -> None:
    """Another branch's person now."""
    connection.execute("DELETE FROM users WHERE user = ?", (key,))


def drop_device(connection: Connection, key: str) -> None:
    """Another branch's device now."""
    connection.execute("DELETE FROM devices WHERE device = ?", (key,))


FOLDS = {UserFact: fold_user, DeviceFact: fold_device, RoleFact: fold_role, LimitFact: fold_limit}
GONE = {"user": drop_user, "device": drop_device}
