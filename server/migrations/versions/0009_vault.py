"""The tables vaults, cash_transfers, requisitions; the rights of cash for roles that are there."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Forward."""
    _vaults()
    _cash_transfers()
    _requisitions()
    _rights()


RIGHTS = {
    "cashier": {"move_cash"},
    "manager": {"move_cash", "keep_vault", "settle_variances"},
    "operations": {"move_cash", "keep_vault", "settle_variances"},
}


def _rights() -> None:
    """A bank that was founded before has its roles as rows: nobody there could move the vault."""
    roles = sa.table("role_permissions", sa.column("role", sa.String), sa.column("permissions", sa.Text))
    conn = op.get_bind()
    for role, held in list(conn.execute(sa.select(roles.c.role, roles.c.permissions))):
        more = sorted({*json.loads(held), *RIGHTS.get(role, set())})
        conn.execute(
            roles.update().where(roles.c.role == role).values(permissions=json.dumps(more, separators=(",", ":")))
        )


def _vaults() -> None:
    op.create_table(
        "vaults",
        sa.Column("id", sa.String(160), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("soft_max", sa.BigInteger(), nullable=False),
        sa.Column("insured", sa.BigInteger(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("counted_at", sa.String(24), nullable=False),
        sa.Column("counted_on", sa.String(10), nullable=False),
        sa.Column("counted_by", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_vaults"),
    )


def _cash_transfers() -> None:
    op.create_table(
        "cash_transfers",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("number", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("source", sa.String(6), nullable=False),
        sa.Column("source_drawer", sa.String(36), nullable=False),
        sa.Column("source_number", sa.String(160), nullable=False),
        sa.Column("target", sa.String(6), nullable=False),
        sa.Column("target_drawer", sa.String(36), nullable=False),
        sa.Column("target_number", sa.String(160), nullable=False),
        sa.Column("pieces", sa.Text(), nullable=False),
        sa.Column("taken", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("maker", sa.String(36), nullable=False),
        sa.Column("second", sa.String(36), nullable=False),
        sa.Column("waits_for", sa.String(36), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("sent_at", sa.String(24), nullable=False),
        sa.Column("business_date", sa.String(10), nullable=False),
        sa.Column("receiver", sa.String(36), nullable=False),
        sa.Column("receiver_second", sa.String(36), nullable=False),
        sa.Column("received", sa.Text(), nullable=False),
        sa.Column("received_at", sa.String(24), nullable=False),
        sa.Column("difference", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.String(160), nullable=False),
        sa.Column("reference", sa.String(160), nullable=False),
        sa.Column("requisition", sa.String(36), nullable=False),
        sa.Column("closing", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cash_transfers"),
    )
    op.create_index("ix_cash_transfers_day", "cash_transfers", ["branch", "business_date"], unique=False)
    op.create_index("ix_cash_transfers_state", "cash_transfers", ["branch", "state"], unique=False)


def _requisitions() -> None:
    op.create_table(
        "requisitions",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("number", sa.String(160), nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("drawer", sa.String(36), nullable=False),
        sa.Column("drawer_number", sa.String(160), nullable=False),
        sa.Column("session", sa.String(36), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("pieces", sa.Text(), nullable=False),
        sa.Column("granted", sa.Text(), nullable=False),
        sa.Column("transfer", sa.String(36), nullable=False),
        sa.Column("asked_by", sa.String(36), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("business_date", sa.String(10), nullable=False),
        sa.Column("note", sa.String(160), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_requisitions"),
    )
    op.create_index("ix_requisitions_state", "requisitions", ["branch", "state"], unique=False)
