"""A drawer's minimum to work with, 0 where it has none; when the custodian was last called to an opening."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Forward."""
    op.add_column("drawers", sa.Column("minimum", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("sessions", sa.Column("called_at", sa.String(24), nullable=False, server_default=""))
