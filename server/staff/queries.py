"""The room's share of a snapshot, and look-ups by name for the command line."""

from sqlalchemy import Connection, select

from server.core.audience import Reader, may_see
from server.core.registry import Shares, Source
from server.core.unit import Resident
from server.staff import facts
from server.staff.tables import (
    DEVICES,
    LIMITS,
    ROLES,
    USERS,
    UserRow,
    devices,
    limits,
    role_permissions,
    users,
)


def people(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    """People this reader may see, in order of id."""
    statement = select(*USERS.columns).where(users.c.id > after).order_by(users.c.id).limit(limit)
    rows = [USERS.make(mapping) for mapping in conn.execute(statement).mappings()]
    return [(row.id, facts.user_fact(row) if may_see(reader, facts.user_audience(row)) else None) for row in rows]


def workstations(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    """Devices this reader may see, in order of id."""
    statement = select(*DEVICES.columns).where(devices.c.id > after).order_by(devices.c.id).limit(limit)
    rows = [DEVICES.make(mapping) for mapping in conn.execute(statement).mappings()]
    return [(row.id, facts.device_fact(row) if may_see(reader, facts.device_audience(row)) else None) for row in rows]


def rights(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    """What each role may do, in order of its name."""
    statement = (
        select(*ROLES.columns).where(role_permissions.c.role > after).order_by(role_permissions.c.role).limit(limit)
    )
    rows = [ROLES.make(mapping) for mapping in conn.execute(statement).mappings()]
    seen = may_see(reader, facts.rights_audience())
    return [(row.role, facts.role_fact(row) if seen else None) for row in rows]


def bounds(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    """Every bound that holds, in order of its key."""
    statement = select(*LIMITS.columns).where(limits.c.id > after).order_by(limits.c.id).limit(limit)
    rows = [LIMITS.make(mapping) for mapping in conn.execute(statement).mappings()]
    seen = may_see(reader, facts.rights_audience())
    return [(row.id, facts.limit_fact(row) if seen and row.per_transaction >= 0 else None) for row in rows]


def sources() -> tuple[Source, ...]:
    """Snapshot sources by topic."""
    return (Source("user", people), Source("device", workstations), Source("role", rights), Source("limit", bounds))


def user_named(resident: Resident, username: str) -> UserRow | None:
    """The person with this user name, in any case, or None."""
    name = username.strip().lower()
    return next((row for row in resident.rows(USERS).values() if row.username == name), None)
