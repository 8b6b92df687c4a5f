"""A branch's day that somebody keeps from being closed."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0024"


def upgrade() -> None:
    """Forward."""
    op.add_column("branches", sa.Column("paused_by", sa.String(36), nullable=False, server_default=""))
    op.add_column("branches", sa.Column("paused_at", sa.String(24), nullable=False, server_default=""))
