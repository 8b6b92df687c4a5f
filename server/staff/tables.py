"""People and devices (resident), their rights and limits as data, and what signing in must remember."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table

from server.core.store import Row, Store
from server.db.columns import Id, Json, Minor, Name, Stamp
from server.db.metadata import metadata

users = Table(
    "users",
    metadata,
    Column("id", Id, primary_key=True),
    Column("username", String(40), nullable=False, unique=True),
    Column("full_name", Name, nullable=False),
    Column("staff_number", String(40), nullable=False),
    Column("roles", Json, nullable=False),
    Column("branch", Id, nullable=False),
    Column("active", Boolean, nullable=False),
)
devices = Table(
    "devices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(40), nullable=False),
    Column("branch", Id, nullable=False),
    Column("key_x", String(43), nullable=False),
    Column("key_y", String(43), nullable=False),
    Column("active", Boolean, nullable=False),
)
role_permissions = Table(
    "role_permissions",
    metadata,
    Column("role", String(40), primary_key=True),
    Column("permissions", Json, nullable=False),
    Column("everywhere", Boolean, nullable=False),
)
limits = Table(
    "limits",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("role", String(40), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("per_transaction", Minor, nullable=False),
)
credentials = Table(
    "credentials",
    metadata,
    Column("user", Id, primary_key=True),
    Column("hash", String(200), nullable=False),
    Column("changed_at", Stamp, nullable=False),
)
# Failures are counted by (account, device bucket) and by device, never by account alone: nobody can lock a teller out of
# the workstation they always use by guessing from another one.
sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Stamp, nullable=False),
    Column("locked_until", Stamp, nullable=False),
)
known_devices = Table(
    "known_devices",
    metadata,
    Column("user", Id, primary_key=True),
    Column("device", Id, primary_key=True),
    Column("since", Stamp, nullable=False),
)
refresh_families = Table(
    "refresh_families",
    metadata,
    Column("id", Id, primary_key=True),
    Column("user", Id, nullable=False),
    Column("device", Id, nullable=False),
    Column("jkt", String(43), nullable=False),
    Column("started_at", Stamp, nullable=False),
    Column("ends_at", Stamp, nullable=False),
    Column("ended", String(20), nullable=False),
)
refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("family", Id, nullable=False),
    Column("used_at", Stamp, nullable=False),
    Column("successor", String(64), nullable=False),
)
Index("ix_refresh_tokens_family", refresh_tokens.c.family)
activity = Table(
    "activity",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Stamp, nullable=False),
    Column("what", String(40), nullable=False),
    Column("user", Id, nullable=False),
    Column("username", String(64), nullable=False),
    Column("device", Id, nullable=False),
    Column("detail", String(200), nullable=False),
)
Index("ix_activity_user_at", activity.c.user, activity.c.at)


class UserRow(Row, frozen=True, kw_only=True):
    """A person. ``roles`` are names of ``Role``; a disabled person stays for ever, because journal rows name them."""

    id: str
    username: str
    full_name: str
    staff_number: str
    roles: list[str]
    branch: str
    active: bool = True


class DeviceRow(Row, frozen=True, kw_only=True):
    """A workstation with the P-256 public key it signs with (base64url coordinates)."""

    id: str
    name: str
    branch: str
    key_x: str
    key_y: str
    active: bool = True


class RoleRow(Row, frozen=True, kw_only=True):
    """What a role may do. ``everywhere`` lifts the branch bound."""

    role: str
    permissions: list[str]
    everywhere: bool = False


class LimitRow(Row, frozen=True, kw_only=True):
    """What one role may do alone, in minor units. ``id`` is ``role/kind/currency``."""

    id: str
    role: str
    kind: str
    currency: str
    per_transaction: int


USERS = Store(users, UserRow, key="id", resident=True)
DEVICES = Store(devices, DeviceRow, key="id", resident=True)
ROLES = Store(role_permissions, RoleRow, key="role", resident=True)
LIMITS = Store(limits, LimitRow, key="id", resident=True)
RESIDENT = (USERS, DEVICES, ROLES, LIMITS)
