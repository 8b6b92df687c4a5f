"""Whose hands are on the cash: the two who unlocked a vault, and whose difference a drawer's is."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0027"


def upgrade() -> None:
    """Forward."""
    op.add_column("vaults", sa.Column("opened_at", sa.String(24), nullable=False, server_default=""))
    op.add_column("vaults", sa.Column("opened_by", sa.Text(), nullable=False, server_default="[]"))
    op.add_column(
        "sessions", sa.Column("post_to", sa.String(16), nullable=False, server_default=sa.text("'over_short'"))
    )
