"""Float slips that open a drawer without the server, and first opening counts that were too far off."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Forward."""
    op.add_column("drawers", sa.Column("slip", sa.String(36), nullable=False, server_default=""))
    op.create_table(
        "float_slips",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("drawer", sa.String(36), nullable=False),
        sa.Column("number", sa.String(160), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("cashier", sa.String(36), nullable=False),
        sa.Column("device", sa.String(36), nullable=False),
        sa.Column("business_date", sa.String(10), nullable=False),
        sa.Column("session", sa.String(36), nullable=False),
        sa.Column("lease", sa.Integer(), nullable=False),
        sa.Column("offline_budget", sa.BigInteger(), nullable=False),
        sa.Column("pieces", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("transaction", sa.String(36), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("seal", sa.String(16), nullable=False),
        sa.Column("asked_at", sa.String(24), nullable=False),
        sa.Column("signed_by", sa.String(160), nullable=False),
        sa.Column("signed_at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_float_slips"),
    )
    op.create_index("ix_float_slips_branch", "float_slips", ["branch"])
    op.create_table(
        "opening_counts",
        sa.Column("session", sa.String(36), nullable=False),
        sa.Column("drawer", sa.String(36), nullable=False),
        sa.Column("cashier", sa.String(36), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("counted", sa.Text(), nullable=False),
        sa.Column("difference", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("session", name="pk_opening_counts"),
    )
