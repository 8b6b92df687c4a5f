"""Drawers whose openings two sign; who signed a session's opening, or why it was refused."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Forward."""
    op.add_column("drawers", sa.Column("two_sign", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name, length in (("signed_by", 160), ("signed_at", 24), ("refused", 400)):
        op.add_column("sessions", sa.Column(name, sa.String(length), nullable=False, server_default=""))
