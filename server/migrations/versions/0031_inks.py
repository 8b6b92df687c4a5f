"""Signatures of today, drawn on a pad: kept by their content, named by what they stand beneath."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "inks",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("about", sa.String(36), nullable=False),
        sa.Column("account", sa.String(36), nullable=False),
        sa.Column("ink", sa.String(5462), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
    )
    op.create_index("ix_inks_account", "inks", ["account"])
    for name in ("cashier_ink", "custodian_ink"):
        op.add_column("sessions", sa.Column(name, sa.String(64), nullable=False, server_default=""))
