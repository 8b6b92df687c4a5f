"""Who signs for an account; how long requests, permits and held forms last, as lines of the policy."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "mandates",
        sa.Column("account", sa.String(36), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("signatories", sa.Text(), nullable=False),
        sa.Column("bands", sa.Text(), nullable=False),
        sa.Column("note", sa.String(140), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("account", name="pk_mandates"),
    )
    _lives()
    op.create_index("ix_mandates_branch", "mandates", ["branch", "account"], unique=False)


def _lives() -> None:
    """What was a constant becomes data; a bank that has named such a line itself keeps it."""
    rules = sa.table("approval_rules", *(sa.column(name) for name in (
        "id", "when", "act", "branch", "drawer", "tier", "currency", "flag", "bound", "role", "to_branch", "off")))  # fmt: skip
    conn = op.get_bind()
    if conn.execute(sa.select(rules.c.id).limit(1)).first() is None:
        # A fresh bank is given its first lines once the tables stand.
        return
    there = set(conn.scalars(sa.select(rules.c.id)))
    empty = {"act": "", "branch": "", "drawer": "", "tier": 0, "currency": "", "flag": "", "role": "manager",
             "to_branch": "", "off": False}  # fmt: skip
    lives = (("ask-life", "ask_life", 900), ("pay-life", "pay_life", 600), ("held-life", "held_life", 28_800))
    for name, when, bound in lives:
        if name not in there:
            conn.execute(sa.insert(rules).values(id=name, when=when, bound=bound, **empty))
