"""Proofs of possession that were let through, for server processes that share one PostgreSQL: nothing of them is worth the log."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "proofs_seen",
        sa.Column("mark", sa.String(43), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name="pk_proofs_seen"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE proofs_seen SET UNLOGGED")
