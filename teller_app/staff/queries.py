"""Questions about people and devices to the replica."""

from contract.staff import DeviceFact, LimitFact, RoleFact, UserFact
from teller_app.sync.facts import fact_of, facts_of
from teller_app.sync.sqlcipher import Connection


def users(connection: Connection) -> tuple[UserFact, ...]:
    """Everybody in sight, by name."""
    return facts_of(connection, UserFact, "SELECT fact FROM users ORDER BY full_name, user")


def user(connection: Connection, user_id: str) -> UserFact | None:
    """One person by the id."""
    return fact_of(connection, UserFact, "SELECT fact FROM users WHERE user = ?", (user_id,))


def name_of(connection: Connection, user_id: str) -> str:
    """A person's name for a list, or an empty text."""
    found = user(connection, user_id)
    return found.full_name if found else ""


def names_of(connection: Connection) -> dict[str, str]:
    """Everybody's name by their id, for a list of many."""
    return {one.user: one.full_name for one in users(connection)}


def devices(connection: Connection) -> tuple[DeviceFact, ...]:
    """The branch's workstations, by name."""
    return facts_of(connection, DeviceFact, "SELECT fact FROM devices ORDER BY name, device")


def roles(connection: Connection) -> tuple[RoleFact, ...]:
    """What each role may do."""
    return facts_of(connection, RoleFact, "SELECT fact FROM roles ORDER BY role")


def limits(connection: Connection) -> tuple[LimitFact, ...]:
    """Every bound in sight, in order of its key."""
    return facts_of(connection, LimitFact, "SELECT fact FROM limits ORDER BY id")
