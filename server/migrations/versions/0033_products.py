"""A product can be withdrawn from sale: no account is opened with it any more."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Forward. What is there is on sale."""
    op.add_column("products", sa.Column("off", sa.Boolean(), nullable=False, server_default=sa.false()))
