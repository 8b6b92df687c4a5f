"""From a row of a person to who they are for the write path, the reads and the feed."""

import hashlib

import msgspec

from contract.ids import SYSTEM_USER
from contract.permissions import Permission
from server.core.actor import Actor
from server.core.audience import Reader
from server.core.unit import Resident
from server.staff.tables import ROLES, USERS, RoleRow, UserRow

_encode = msgspec.json.Encoder().encode
SYSTEM = Actor(
    user=SYSTEM_USER,
    name="",
    branch="",
    roles=frozenset(),
    permissions=frozenset(permission.value for permission in Permission),
    everywhere=True,
)


def actor_of(resident: Resident, user: str) -> Actor | None:
    """The person with their rights of now, or None where nobody has this id."""
    if user == SYSTEM_USER:
        return SYSTEM
    return resident.derive(("actor", user), lambda: _actor_of(resident, user))


def _actor_of(resident: Resident, user: str) -> Actor | None:
    row = resident.get(USERS, user)
    return None if row is None else make_actor(row, resident.rows(ROLES))


def make_actor(row: UserRow, roles: dict[str, RoleRow]) -> Actor:
    """The union of what the person's roles may do."""
    held = [roles[name] for name in row.roles if name in roles]
    return Actor(
        user=row.id,
        name=row.full_name,
        branch=row.branch,
        roles=frozenset(row.roles),
        permissions=frozenset(name for role in held for name in role.permissions),
        active=row.active,
        everywhere=any(role.everywhere for role in held),
    )


def reader_of(actor: Actor) -> Reader:
    """The actor as somebody who reads and follows."""
    return Reader(user=actor.user, branch=actor.branch, permissions=actor.permissions, everywhere=actor.everywhere)


def scope_of(actor: Actor) -> str:
    """A short mark of everything that decides what this person may see. Another mark means another replica."""
    parts = [actor.user, actor.branch, actor.everywhere, sorted(actor.permissions)]
    return hashlib.sha256(_encode(parts)).hexdigest()[:16]
