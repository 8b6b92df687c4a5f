"""When those who decide were last reminded of a request; empty where they never were."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Forward."""
    op.add_column("requests", sa.Column("reminded_at", sa.String(24), nullable=False, server_default=""))
