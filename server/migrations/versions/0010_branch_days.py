"""The tables day_reports, nudges; who forced a session closed."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Forward."""
    _day_reports()
    _nudges()
    op.add_column("sessions", sa.Column("forced_by", sa.String(36), nullable=False, server_default=""))


def _day_reports() -> None:
    op.create_table(
        "day_reports",
        sa.Column("id", sa.String(160), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("business_date", sa.String(10), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("closed_by", sa.String(36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_day_reports"),
    )


def _nudges() -> None:
    op.create_table(
        "nudges",
        sa.Column("id", sa.String(160), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_nudges"),
    )
