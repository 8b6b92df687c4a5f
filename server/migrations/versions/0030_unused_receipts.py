"""Receipt numbers that a till gave out and that are accounted for without a posting: asked under and paid under another, or refused."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Forward."""
    op.add_column("sessions", sa.Column("unused_receipts", sa.Text(), nullable=False, server_default="[]"))
