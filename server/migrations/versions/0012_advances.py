"""The tables advances."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Forward."""
    _advances()


def _advances() -> None:
    op.create_table(
        "advances",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("number", sa.String(160), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("person", sa.String(36), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("left", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("due", sa.String(10), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("business_date", sa.String(10), nullable=False),
        sa.Column("approved_by", sa.String(36), nullable=False),
        sa.Column("reminded_on", sa.String(10), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_advances"),
    )
    op.create_index("ix_advances_state", "advances", ["branch", "state"], unique=False)
