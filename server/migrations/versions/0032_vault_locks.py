"""A vault that two people unlocked locks by itself: until when it is open, and after how many minutes without either."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Forward. What is open now has no hour: it locks by itself from its next unlocking on."""
    op.add_column("vaults", sa.Column("locks_at", sa.String(24), nullable=False, server_default=""))
    op.add_column("vaults", sa.Column("idle_lock_min", sa.BigInteger(), nullable=False, server_default=sa.text("50")))
