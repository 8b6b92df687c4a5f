"""Who signs for an account."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0013"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "mandates",
        sa.Column("account", sa.String(36), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("signatories", sa.Text(), nullable=False),
        sa.Column("bands", sa.Text(), nullable=False),
        sa.Column("note", sa.String(140), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("account", name="pk_mandates"),
    )
    op.create_index("ix_mandates_branch", "mandates", ["branch", "account"], unique=False)
