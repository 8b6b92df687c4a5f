"""Prints of papers, so that a duplicate is numbered across workstations."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "prints",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.Column("device", sa.String(36), nullable=False),
    )
    op.create_index("ix_prints_number", "prints", ["number", "status"])
