"""The journal keeps the rest of what a device signed, so that its signature can be verified later."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"


def upgrade() -> None:
    """Forward. Rows of before do not say it, and are verified by their chain alone."""
    op.add_column("journal_bodies", sa.Column("signed", sa.String(120), nullable=False, server_default=""))
