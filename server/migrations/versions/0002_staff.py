"""The tables users, devices, role_permissions, limits, credentials, sign_in_failures, known_devices, refresh_fam."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    _users()
    _devices()
    _role_permissions()
    _limits()
    _credentials()
    _sign_in_failures()
    _known_devices()
    _refresh_families()
    _refresh_tokens()
    _activity()


def _users() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("username", sa.String(40), nullable=False),
        sa.Column("full_name", sa.String(160), nullable=False),
        sa.Column("staff_number", sa.String(40), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("username", name="uq_users_username"),
    )


def _devices() -> None:
    op.create_table(
        "devices",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("key_x", sa.String(43), nullable=False),
        sa.Column("key_y", sa.String(43), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_devices"),
    )


def _role_permissions() -> None:
    op.create_table(
        "role_permissions",
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("permissions", sa.Text(), nullable=False),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("role", name="pk_role_permissions"),
    )


def _limits() -> None:
    op.create_table(
        "limits",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("per_transaction", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_limits"),
    )


def _credentials() -> None:
    op.create_table(
        "credentials",
        sa.Column("user", sa.String(36), nullable=False),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.Column("changed_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("user", name="pk_credentials"),
    )


def _sign_in_failures() -> None:
    op.create_table(
        "sign_in_failures",
        sa.Column("id", sa.String(120), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.String(24), nullable=False),
        sa.Column("locked_until", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_failures"),
    )


def _known_devices() -> None:
    op.create_table(
        "known_devices",
        sa.Column("user", sa.String(36), nullable=False),
        sa.Column("device", sa.String(36), nullable=False),
        sa.Column("since", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("user", "device", name="pk_known_devices"),
    )


def _refresh_families() -> None:
    op.create_table(
        "refresh_families",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("user", sa.String(36), nullable=False),
        sa.Column("device", sa.String(36), nullable=False),
        sa.Column("jkt", sa.String(43), nullable=False),
        sa.Column("started_at", sa.String(24), nullable=False),
        sa.Column("ends_at", sa.String(24), nullable=False),
        sa.Column("ended", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_refresh_families"),
    )


def _refresh_tokens() -> None:
    op.create_table(
        "refresh_tokens",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("family", sa.String(36), nullable=False),
        sa.Column("used_at", sa.String(24), nullable=False),
        sa.Column("successor", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_refresh_tokens"),
    )
    op.create_index("ix_refresh_tokens_family", "refresh_tokens", ["family"], unique=False)


def _activity() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("user", sa.String(36), nullable=False),
        sa.Column("username", sa.String(64), nullable=False),
        sa.Column("device", sa.String(36), nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
    )
    op.create_index("ix_activity_user_at", "activity", ["user", "at"], unique=False)
