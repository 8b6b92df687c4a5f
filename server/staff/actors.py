"""From a row of a person to who they are for the write path, the reads and the feed."""

import hashlib
from collections.abc import Iterable

import msgspec

from contract.ids import SYSTEM_USER
from contract.permissions import Permission
from server.core.actor import Actor
from server.core.audience import Reader
from server.core.unit import Resident
from server.staff import delegations
from server.staff.delegations import DELEGATIONS
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
    if row is None:
        return None
    actor = make_actor(row, resident.rows(ROLES))
    lenders = delegations.lenders(resident.rows(DELEGATIONS), user)
    return lent(actor, [resident.get(USERS, name) for name in lenders], resident.rows(ROLES)) if lenders else actor


def lent(actor: Actor, lenders: Iterable[UserRow | None], roles: dict[str, RoleRow]) -> Actor:
    """The same, deciding in the place of these as well. Of a lender's rights only that one is lent."""
    away = [make_actor(row, roles) for row in lenders if row is not None and row.active]
    deciding = [lender for lender in away if Permission.DECIDE.value in lender.permissions]
    if not deciding:
        return actor
    names = frozenset((lender.user, name) for lender in deciding for name in lender.roles)
    decide = Permission.DECIDE.value
    return msgspec.structs.replace(actor, lent=names, permissions=actor.permissions | {decide},
                                   stands_in=decide not in actor.permissions)  # fmt: skip


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
