"""Whose doubtful notes a drawer keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Forward."""
    for name in ("giver", "phone"):
        op.add_column("cash_transfers", sa.Column(name, sa.String(160), nullable=False, server_default=""))
