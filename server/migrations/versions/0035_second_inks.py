"""What the second person drew on a pad beneath a transfer of cash, and the witness beneath a count."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """Forward. Nobody drew anything before."""
    op.add_column("cash_transfers", sa.Column("second_ink", sa.String(64), nullable=False, server_default=""))
    op.add_column("spot_counts", sa.Column("witness_ink", sa.String(64), nullable=False, server_default=""))
