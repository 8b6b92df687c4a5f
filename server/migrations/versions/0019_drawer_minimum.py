"""A drawer's minimum to work with; 0 where it has none."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Forward."""
    op.add_column("drawers", sa.Column("minimum", sa.BigInteger(), nullable=False, server_default="0"))
