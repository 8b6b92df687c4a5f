"""What the staff issue keeps: codes, one-time secrets, seals, messages; and more columns of people, limits, sessions, activity."""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


GENESIS = "0" * 64
_EMPTY = sa.text("''")


def upgrade() -> None:
    """Forward."""
    _more_columns()
    _chain_activity()
    _oversee()
    _limit_use()
    _secret_orders()
    _codes()
    _code_grants()
    _totp()
    _sms_messages()
    _day_seals()


def _more_columns() -> None:
    # A database with rows takes a column only with a default; the rows written from here on say each value themselves.
    for table, column in (
        ("users", sa.Column("phone", sa.String(16), nullable=False, server_default=_EMPTY)),
        ("users", sa.Column("sessions_from", sa.String(24), nullable=False, server_default=_EMPTY)),
        ("limits", sa.Column("per_day", sa.BigInteger(), nullable=True)),
        ("limits", sa.Column("user", sa.String(36), nullable=False, server_default=_EMPTY)),
        ("limits", sa.Column("branch", sa.String(36), nullable=False, server_default=_EMPTY)),
        ("credentials", sa.Column("one_time", sa.Boolean(), nullable=False, server_default=sa.false())),
        ("credentials", sa.Column("expires_at", sa.String(24), nullable=False, server_default=_EMPTY)),
        ("refresh_families", sa.Column("ended_at", sa.String(24), nullable=False, server_default=_EMPTY)),
        ("refresh_families", sa.Column("last_at", sa.String(24), nullable=False, server_default=_EMPTY)),
        ("activity", sa.Column("by", sa.String(36), nullable=False, server_default=_EMPTY)),
        ("activity", sa.Column("n", sa.BigInteger(), nullable=False, server_default=sa.text("0"))),
        ("activity", sa.Column("hash", sa.String(64), nullable=False, server_default=_EMPTY)),
    ):
        op.add_column(table, column)
    op.create_index("ix_refresh_families_user", "refresh_families", ["user", "ends_at"], unique=False)
    op.create_index("ix_refresh_families_device", "refresh_families", ["device", "last_at"], unique=False)


def _chain_activity() -> None:
    """The lines of before get their places in the chain, oldest first (ids are in order of time)."""
    conn = op.get_bind()
    names = ("n", "id", "at", "what", "user", "username", "device", "by", "detail")
    listed = ", ".join(f'"{name}"' for name in names[1:])
    rows = conn.execute(sa.text(f"SELECT {listed} FROM activity ORDER BY id")).mappings().all()  # noqa: S608 - own names
    link, n = GENESIS, 0
    for n, row in enumerate(rows, start=1):
        line = json.dumps(
            [n if name == "n" else row[name] for name in names], ensure_ascii=False, separators=(",", ":")
        )
        link = hashlib.sha256(f"{link}\n{line}".encode()).hexdigest()
        conn.execute(
            sa.text("UPDATE activity SET n = :n, hash = :hash WHERE id = :id"), {"n": n, "hash": link, "id": row["id"]}
        )
    op.create_index("ix_activity_n", "activity", ["n"], unique=True)
    _activity_head()
    conn.execute(sa.text("INSERT INTO activity_head (id, n, hash) VALUES (1, :n, :hash)"), {"n": n, "hash": link})


def _oversee() -> None:
    """Managers and administrators look after people, a right that did not exist before, and read what their people did."""
    conn = op.get_bind()
    rows = conn.execute(sa.text("SELECT role, permissions FROM role_permissions")).mappings().all()
    for row in rows:
        if row["role"] in ("manager", "administrator"):
            names = sorted({*json.loads(row["permissions"]), "oversee_staff", "read_audit"})
            text = json.dumps(names, separators=(",", ":"))
            conn.execute(
                sa.text("UPDATE role_permissions SET permissions = :text WHERE role = :role"),
                {"text": text, "role": row["role"]},
            )


def _limit_use() -> None:
    op.create_table(
        "limit_use",
        sa.Column("id", sa.String(90), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_limit_use"),
    )


def _secret_orders() -> None:
    op.create_table(
        "secret_orders",
        sa.Column("user", sa.String(36), nullable=False),
        sa.Column("ordered_by", sa.String(36), nullable=False),
        sa.Column("expires_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("user", name="pk_secret_orders"),
    )


def _activity_head() -> None:
    op.create_table(
        "activity_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_activity_head"),
    )


def _codes() -> None:
    op.create_table(
        "codes",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("user", sa.String(36), nullable=False),
        sa.Column("device", sa.String(36), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("binding", sa.String(64), nullable=False),
        sa.Column("way", sa.String(8), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("expires_at", sa.String(24), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_codes"),
    )
    op.create_index("ix_codes_user_at", "codes", ["user", "at"], unique=False)


def _code_grants() -> None:
    op.create_table(
        "code_grants",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("expires_at", sa.String(24), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_code_grants"),
    )


def _totp() -> None:
    op.create_table(
        "totp",
        sa.Column("user", sa.String(36), nullable=False),
        sa.Column("sealed", sa.String(200), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user", name="pk_totp"),
    )


def _sms_messages() -> None:
    op.create_table(
        "sms_messages",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("phone", sa.String(16), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("provider", sa.String(20), nullable=False),
        sa.Column("provider_id", sa.String(80), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(80), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("next_at", sa.String(24), nullable=False),
        sa.Column("changed_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sms_messages"),
    )
    op.create_index("ix_sms_messages_provider_id", "sms_messages", ["provider", "provider_id"], unique=False)
    op.create_index("ix_sms_messages_state", "sms_messages", ["state", "next_at"], unique=False)


def _day_seals() -> None:
    op.create_table(
        "day_seals",
        sa.Column("seq", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("business_date", sa.String(10), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_day_seals"),
    )
