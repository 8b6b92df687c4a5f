"""A phone counts for codes once its owner has confirmed it: another one is noted beside it. Those that are there count as confirmed,

because codes have gone to them; a one-time secret remembers to which phone it went.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Forward."""
    op.add_column("users", sa.Column("noted_phone", sa.String(16), nullable=False, server_default=""))
    op.add_column("users", sa.Column("noted", sa.String(36), nullable=False, server_default=""))
    op.add_column("credentials", sa.Column("sent_to", sa.String(16), nullable=False, server_default=""))
