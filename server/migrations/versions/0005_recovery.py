"""The tables recoveries, recovery_reports."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "recoveries",
        sa.Column("epoch", sa.String(36), nullable=False),
        sa.Column("began_at", sa.String(24), nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("epoch", name="pk_recoveries"),
    )
    op.create_table(
        "recovery_reports",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("epoch", sa.String(36), nullable=False),
        sa.Column("device", sa.String(36), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("waived_by", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_reports"),
    )
