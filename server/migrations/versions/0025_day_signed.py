"""Which manager signed a branch's closing report."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0021"


def upgrade() -> None:
    """Forward."""
    op.add_column("day_reports", sa.Column("signed_by", sa.String(36), nullable=False, server_default=""))
