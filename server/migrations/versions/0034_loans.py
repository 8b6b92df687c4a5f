"""The tables of loans: products, loans with their schedules, steps; the rights of lending for roles that are there."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

RIGHTS = {
    "cashier": {"ask_for_loans", "serve_loans"},
    "manager": {"ask_for_loans", "serve_loans", "settle_loans"},
    "operations": {"ask_for_loans", "serve_loans", "settle_loans"},
    "field_banker": {"ask_for_loans"},
}


def upgrade() -> None:
    """Forward."""
    _products()
    _loans()
    _steps()
    _rights()


def _products() -> None:
    op.create_table(
        "loan_products",
        sa.Column("code", sa.String(160), nullable=False),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("least", sa.BigInteger(), nullable=False),
        sa.Column("most", sa.BigInteger(), nullable=False),
        sa.Column("shortest", sa.Integer(), nullable=False),
        sa.Column("longest", sa.Integer(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_loan_products"),
    )


def _loans() -> None:
    names = ("number", "holder", "product", "product_name", "account_number")
    ids = ("customer", "branch", "account", "made_by", "request", "approved_by", "last_step")
    amounts = ("asked", "approved", "principal", "left", "interest", "interest_paid", "rate_year")
    days = ("first_due", "business_date", "disbursed_on", "ended_on")
    op.create_table(
        "loans",
        sa.Column("id", sa.String(36), nullable=False),
        *(sa.Column(name, sa.String(160), nullable=False) for name in names),
        *(sa.Column(name, sa.String(36), nullable=False) for name in ids),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in amounts),
        *(sa.Column(name, sa.String(10), nullable=False) for name in days),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("purpose", "terms", "lines")),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("term", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_loans"),
        sa.UniqueConstraint("number", name="uq_loans_number"),
    )
    op.create_index("ix_loans_customer", "loans", ["customer"], unique=False)
    op.create_index("ix_loans_branch", "loans", ["branch", "id"], unique=False)
    op.create_index("ix_loans_state", "loans", ["branch", "state"], unique=False)


def _steps() -> None:
    op.create_table(
        "loan_steps",
        *(sa.Column(name, sa.String(36), nullable=False) for name in ("id", "loan", "by", "approved_by")),
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in ("seq", "amount", "principal", "interest", "over", "left")
        ),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("in_cash", "undone")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("note", "before")),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("business_date", sa.String(10), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(160), nullable=False) for name in ("receipt", "verification")),
        sa.PrimaryKeyConstraint("id", name="pk_loan_steps"),
    )
    op.create_index("ix_loan_steps_loan", "loan_steps", ["loan", "seq"], unique=False)


def _rights() -> None:
    """A bank that was founded before has its roles as rows: nobody there could lend."""
    roles = sa.table("role_permissions", sa.column("role", sa.String), sa.column("permissions", sa.Text))
    conn = op.get_bind()
    for role, held in list(conn.execute(sa.select(roles.c.role, roles.c.permissions))):
        more = sorted({*json.loads(held), *RIGHTS.get(role, set())})
        conn.execute(
            roles.update().where(roles.c.role == role).values(permissions=json.dumps(more, separators=(",", ":")))
        )
