"""Differences of the vault, of transfers and of openings are settled as those of a close are: where each comes from, and its account."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0035"


def upgrade() -> None:
    """Forward. Every variance until now was left by a close."""
    op.add_column("variances", sa.Column("origin", sa.String(8), nullable=False, server_default="close"))
    op.add_column("variances", sa.Column("account", sa.String(4), nullable=False, server_default="1420"))
