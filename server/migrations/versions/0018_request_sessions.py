"""Requests are found by the drawer session that they were made from, cash transfers by their number."""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_requests_session", "requests", ["session"])
    op.create_index("ix_cash_transfers_number", "cash_transfers", ["branch", "number"])
