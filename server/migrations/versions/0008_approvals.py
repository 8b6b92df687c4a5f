"""The approvals issue: what a request remembers of its way, threads, objects, the policy's lines with their sums, delegations."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_EMPTY, _ZERO = sa.text("''"), sa.text("0")


def upgrade() -> None:
    """Forward."""
    _more_columns()
    _request_objects()
    _request_lines()
    _approval_rules()
    _approval_use()
    _delegations()
    _stand_in_budgets()
    _stand_in_codes()


def _more_columns() -> None:
    """Requests of before are about no object, were taken by nobody and owe no answer."""
    with op.batch_alter_table("requests") as batch:
        for name, length in (
            ("object", 160),
            ("taken_by", 36),
            ("taken_by_name", 160),
            ("taken_at", 24),
            ("escalated_to", 36),
        ):
            batch.add_column(sa.Column(name, sa.String(length), nullable=False, server_default=_EMPTY))
        batch.add_column(sa.Column("ceiling", sa.BigInteger(), nullable=False, server_default=_ZERO))
        batch.add_column(sa.Column("lines", sa.Integer(), nullable=False, server_default=_ZERO))
        batch.add_column(sa.Column("asks", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_requests_account", "requests", ["account", "id"], unique=False)


def _request_objects() -> None:
    op.create_table(
        "request_objects",
        sa.Column("object", sa.String(160), nullable=False),
        sa.Column("request", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("object", name="pk_request_objects"),
    )


def _request_lines() -> None:
    op.create_table(
        "request_lines",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("request", sa.String(36), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("maker", sa.String(36), nullable=False),
        sa.Column("escalated_to", sa.String(36), nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.Column("by_name", sa.String(160), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_request_lines"),
    )
    op.create_index("ix_request_lines_request", "request_lines", ["request", "id"], unique=False)


def _approval_rules() -> None:
    op.create_table(
        "approval_rules",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("when", sa.String(10), nullable=False),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("drawer", sa.String(36), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("flag", sa.String(40), nullable=False),
        sa.Column("bound", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("to_branch", sa.String(36), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_approval_rules"),
    )


def _approval_use() -> None:
    op.create_table(
        "approval_use",
        sa.Column("id", sa.String(160), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_approval_use"),
    )


def _delegations() -> None:
    op.create_table(
        "delegations",
        sa.Column("by", sa.String(36), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("by_name", sa.String(160), nullable=False),
        sa.Column("to", sa.String(36), nullable=False),
        sa.Column("to_name", sa.String(160), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("until", sa.String(24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("by", name="pk_delegations"),
    )


def _stand_in_budgets() -> None:
    op.create_table(
        "stand_in_budgets",
        sa.Column("drawer", sa.String(36), nullable=False),
        sa.Column("number", sa.String(160), nullable=False),
        sa.Column("session", sa.String(36), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("cashier", sa.String(36), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("granted", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.String(24), nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.Column("by_name", sa.String(160), nullable=False),
        sa.PrimaryKeyConstraint("drawer", name="pk_stand_in_budgets"),
    )


def _stand_in_codes() -> None:
    op.create_table(
        "stand_in_codes",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("owner", sa.String(36), nullable=False),
        sa.Column("owner_name", sa.String(160), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("hash", sa.String(240), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("armed_at", sa.String(24), nullable=False),
        sa.Column("transaction", sa.String(36), nullable=False),
        sa.Column("paid_amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_currency", sa.String(3), nullable=False),
        sa.Column("paid_account", sa.String(160), nullable=False),
        sa.Column("told_amount", sa.BigInteger(), nullable=False),
        sa.Column("told_account", sa.String(160), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stand_in_codes"),
    )
    op.create_index("ix_stand_in_codes_branch", "stand_in_codes", ["branch", "state"], unique=False)
    op.create_index("ix_stand_in_codes_owner", "stand_in_codes", ["owner", "state"], unique=False)
