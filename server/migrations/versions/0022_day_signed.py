"""Which manager signed a branch's closing report; tills that are away."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Forward."""
    op.add_column("day_reports", sa.Column("signed_by", sa.String(36), nullable=False, server_default=""))
    op.create_table(
        "tills_away",
        sa.Column("device", sa.String(36), nullable=False),
        sa.Column("session", sa.String(36), nullable=False),
        sa.Column("number", sa.String(160), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("cashier", sa.String(36), nullable=False),
        sa.Column("since", sa.String(24), nullable=False),
        sa.Column("unsent", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device", name="pk_tills_away"),
    )
