"""The tables drawers, sessions, cash_moves, bags, requests, session_requests, notices."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Forward."""
    _drawers()
    _sessions()
    _cash_moves()
    _bags()
    _requests()
    _session_requests()
    _notices()


def _drawers() -> None:
    op.create_table(
        "drawers",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("number", sa.String(160), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("standing_float", sa.Text(), nullable=False),
        sa.Column("soft_max", sa.BigInteger(), nullable=False),
        sa.Column("hard_max", sa.BigInteger(), nullable=False),
        sa.Column("insured", sa.BigInteger(), nullable=False),
        sa.Column("tolerance", sa.BigInteger(), nullable=False),
        sa.Column("second_count_above", sa.BigInteger(), nullable=False),
        sa.Column("offline_budget", sa.BigInteger(), nullable=False),
        sa.Column("session", sa.String(36), nullable=False),
        sa.Column("cashier", sa.String(36), nullable=False),
        sa.Column("carried_forward", sa.Boolean(), nullable=False),
        sa.Column("lease_day", sa.String(10), nullable=False),
        sa.Column("lease_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drawers"),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("drawer", sa.String(36), nullable=False),
        sa.Column("number", sa.String(160), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("cashier", sa.String(36), nullable=False),
        sa.Column("device", sa.String(36), nullable=False),
        sa.Column("lease", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("business_date", sa.String(10), nullable=False),
        sa.Column("opened_at", sa.String(24), nullable=False),
        sa.Column("closed_at", sa.String(24), nullable=False),
        sa.Column("opening", sa.BigInteger(), nullable=False),
        sa.Column("flows", sa.Text(), nullable=False),
        sa.Column("limit_word", sa.String(8), nullable=False),
        sa.Column("offline_budget", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Text(), nullable=False),
        sa.Column("counted_pieces", sa.Text(), nullable=False),
        sa.Column("expected_pieces", sa.Text(), nullable=False),
        sa.Column("over_short_before", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(400), nullable=False),
        sa.Column("accepted_by", sa.String(36), nullable=False),
        sa.Column("request", sa.String(36), nullable=False),
        sa.Column("late_entries", sa.Integer(), nullable=False),
        sa.Column("amended", sa.Integer(), nullable=False),
        sa.Column("first_seq", sa.BigInteger(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("receipts", sa.Text(), nullable=False),
        sa.Column("missing_receipts", sa.Text(), nullable=False),
        sa.Column("late_pieces", sa.Text(), nullable=False),
        sa.Column("hash_tail", sa.String(64), nullable=False),
        sa.Column("verification", sa.String(160), nullable=False),
        sa.Column("recent", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_index("ix_sessions_cashier", "sessions", ["cashier", "state"], unique=False)
    op.create_index("ix_sessions_day", "sessions", ["branch", "business_date"], unique=False)


def _cash_moves() -> None:
    op.create_table(
        "cash_moves",
        sa.Column("seq", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("n", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("holder", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(160), nullable=False),
        sa.Column("transaction", sa.String(36), nullable=False),
        sa.Column("session", sa.String(36), nullable=False),
        sa.Column("pieces", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq", "n", name="pk_cash_moves"),
    )
    op.create_index("ix_cash_moves_holder", "cash_moves", ["holder"], unique=False)


def _bags() -> None:
    op.create_table(
        "bags",
        sa.Column("holder", sa.String(160), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("account", sa.String(36), nullable=False),
        sa.Column("pieces", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("holder", name="pk_bags"),
    )


def _requests() -> None:
    op.create_table(
        "requests",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(160), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("maker", sa.String(36), nullable=False),
        sa.Column("maker_name", sa.String(160), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("role", sa.String(160), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("expires_at", sa.String(24), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("account", sa.String(36), nullable=False),
        sa.Column("account_number", sa.String(160), nullable=False),
        sa.Column("holder", sa.String(160), nullable=False),
        sa.Column("drawer", sa.String(160), nullable=False),
        sa.Column("transaction", sa.String(36), nullable=False),
        sa.Column("narration", sa.Text(), nullable=False),
        sa.Column("is_permit", sa.Boolean(), nullable=False),
        sa.Column("command", sa.String(36), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("binding", sa.String(64), nullable=False),
        sa.Column("session", sa.String(36), nullable=False),
        sa.Column("lease", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(36), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.String(24), nullable=False),
        sa.Column("decided_by", sa.String(36), nullable=False),
        sa.Column("decided_at", sa.String(24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_requests"),
    )
    op.create_index("ix_requests_branch", "requests", ["branch", "id"], unique=False)
    op.create_index("ix_requests_state", "requests", ["state", "expires_at"], unique=False)


def _session_requests() -> None:
    op.create_table(
        "session_requests",
        sa.Column("session", sa.String(36), nullable=False),
        sa.Column("requests", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("session", name="pk_session_requests"),
    )


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("level", sa.String(8), nullable=False),
        sa.Column("code", sa.String(160), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("refers_to", sa.String(160), nullable=False),
        sa.Column("seen_by", sa.Text(), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("permission", sa.String(160), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
    )
    op.create_index("ix_notices_branch", "notices", ["branch", "id"], unique=False)
