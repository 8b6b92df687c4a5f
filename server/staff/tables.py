"""People and devices (resident), their rights and limits as data, and what signing in must remember."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from server.core.store import Row, Store
from server.db.columns import Day, Id, Json, Minor, Name, Stamp
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
    Column("phone", String(16), nullable=False),
    Column("sessions_from", Stamp, nullable=False),
    Column("noted_phone", String(16), nullable=False),
    Column("noted", String(36), nullable=False),
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
    Column("per_day", Minor, nullable=True),
    Column("user", Id, nullable=False),
    Column("branch", Id, nullable=False),
)
# What somebody did today where a bound for the day holds. Only then is it counted.
limit_use = Table(
    "limit_use",
    metadata,
    Column("id", String(90), primary_key=True),
    Column("day", Day, nullable=False),
    Column("total", Minor, nullable=False),
)
credentials = Table(
    "credentials",
    metadata,
    Column("user", Id, primary_key=True),
    Column("hash", String(200), nullable=False),
    Column("changed_at", Stamp, nullable=False),
    Column("one_time", Boolean, nullable=False),
    Column("expires_at", Stamp, nullable=False),
    Column("sent_to", String(16), nullable=False),
)
# A one-time secret may be drawn for this person: by whom, until when. The row goes with the drawing.
secret_orders = Table(
    "secret_orders",
    metadata,
    Column("user", Id, primary_key=True),
    Column("ordered_by", Id, nullable=False),
    Column("expires_at", Stamp, nullable=False),
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
    Column("ended_at", Stamp, nullable=False),
    Column("last_at", Stamp, nullable=False),
)
Index("ix_refresh_families_user", refresh_families.c.user, refresh_families.c.ends_at)
Index("ix_refresh_families_device", refresh_families.c.device, refresh_families.c.last_at)
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
    Column("by", Id, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)
Index("ix_activity_user_at", activity.c.user, activity.c.at)
Index("ix_activity_n", activity.c.n, unique=True)
activity_head = Table(
    "activity_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("n", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)
# A code that went to somebody: only its keyed hash is kept, with what it is for and how often it was tried.
codes = Table(
    "codes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("user", Id, nullable=False),
    Column("device", Id, nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("binding", String(64), nullable=False),
    Column("way", String(8), nullable=False),
    Column("mark", String(64), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("at", Stamp, nullable=False),
    Column("expires_at", Stamp, nullable=False),
    Column("subject", Text, nullable=False),
)
Index("ix_codes_user_at", codes.c.user, codes.c.at)
# What a confirmed code allows: one command of one person on one device, once.
code_grants = Table(
    "code_grants",
    metadata,
    Column("id", Id, primary_key=True),
    Column("expires_at", Stamp, nullable=False),
    Column("used", Boolean, nullable=False),
)
totp = Table(
    "totp",
    metadata,
    Column("user", Id, primary_key=True),
    Column("sealed", String(200), nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("last_step", BigInteger, nullable=False),
)
# Proofs of possession that some server process let through, by their hash: see ``staff/replays.py``. ``until``: seconds since 1970.
proofs_seen = Table(
    "proofs_seen",
    metadata,
    Column("mark", String(43), primary_key=True),
    Column("until", BigInteger, nullable=False),
)


class UserRow(Row, frozen=True, kw_only=True):
    """A person. ``roles`` are names of ``Role``; a disabled person stays for ever, because journal rows name them."""

    id: str
    username: str
    full_name: str
    staff_number: str
    roles: list[str]
    branch: str
    active: bool = True
    phone: str = ""
    """Where codes go: its owner has confirmed it."""
    sessions_from: str = ""
    """Sessions that began up to this stamp are over, whatever their tokens say."""
    noted_phone: str = ""
    """Where codes shall go once its owner has confirmed it by ``noted``."""
    noted: str = ""


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
    """What a role, a person or a whole branch may do alone, in minor units; of the three one is named.

    ``id`` is ``role/kind/currency``, or begins with ``user:`` or ``branch:`` and the id. A negative ``per_transaction`` marks a
    bound that was taken away: resident rows are never deleted.
    """

    id: str
    role: str
    kind: str
    currency: str
    per_transaction: int
    per_day: int | None = None
    user: str = ""
    branch: str = ""


class LimitUseRow(Row, frozen=True, kw_only=True):
    """The day's sum of a person: ``id`` is ``user/kind/currency``."""

    id: str
    day: str
    total: int


class GrantRow(Row, frozen=True, kw_only=True):
    """A confirmed code. ``id`` is derived of person, device and the command's fingerprint."""

    id: str
    expires_at: str
    used: bool = False


USERS = Store(users, UserRow, key="id", resident=True)
DEVICES = Store(devices, DeviceRow, key="id", resident=True)
ROLES = Store(role_permissions, RoleRow, key="role", resident=True)
LIMITS = Store(limits, LimitRow, key="id", resident=True)
LIMIT_USE = Store(limit_use, LimitUseRow, key="id")
GRANTS = Store(code_grants, GrantRow, key="id")
