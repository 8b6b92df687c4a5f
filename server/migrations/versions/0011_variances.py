"""The tables variances, over_shorts, spot_counts."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Forward."""
    _variances()
    _over_shorts()
    _spot_counts()


def _variances() -> None:
    op.create_table(
        "variances",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("drawer", sa.String(160), nullable=False),
        sa.Column("person", sa.String(36), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("business_date", sa.String(10), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("forced_by", sa.String(36), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_variances"),
    )
    op.create_index("ix_variances_state", "variances", ["branch", "state"], unique=False)


def _over_shorts() -> None:
    op.create_table(
        "over_shorts",
        sa.Column("id", sa.String(160), nullable=False),
        sa.Column("person", sa.String(36), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("over", sa.BigInteger(), nullable=False),
        sa.Column("short", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_over_shorts"),
    )


def _spot_counts() -> None:
    op.create_table(
        "spot_counts",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("session", sa.String(36), nullable=False),
        sa.Column("drawer", sa.String(36), nullable=False),
        sa.Column("number", sa.String(160), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.Column("witness", sa.String(36), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("business_date", sa.String(10), nullable=False),
        sa.Column("counted", sa.Text(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("expected", sa.Text(), nullable=False),
        sa.Column("variance", sa.BigInteger(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_spot_counts"),
    )
    op.create_index("ix_spot_counts_day", "spot_counts", ["branch", "business_date"], unique=False)
