"""The tables customers, files, products, accounts, transactions, legs, receipts, serials."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward."""
    _customers()
    _files()
    _products()
    _accounts()
    _transactions()
    _legs()
    _receipts()
    _serials()


def _customers() -> None:
    op.create_table(
        "customers",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("number", sa.String(160), nullable=False),
        sa.Column("full_name", sa.String(160), nullable=False),
        sa.Column("search_name", sa.String(160), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("phone", sa.String(160), nullable=False),
        sa.Column("card_number", sa.String(160), nullable=False),
        sa.Column("birth_date", sa.String(10), nullable=False),
        sa.Column("digital_address", sa.String(160), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("memo", sa.String(400), nullable=False),
        sa.Column("photo", sa.String(64), nullable=False),
        sa.Column("signature", sa.String(64), nullable=False),
        sa.Column("since", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_customers"),
        sa.UniqueConstraint("number", name="uq_customers_number"),
    )
    op.create_index("ix_customers_branch", "customers", ["branch", "id"], unique=False)
    op.create_index("ix_customers_card_number", "customers", ["card_number"], unique=False)
    op.create_index("ix_customers_phone", "customers", ["phone"], unique=False)
    op.create_index("ix_customers_search", "customers", ["search_name"], unique=False)


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(160), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_files"),
    )


def _products() -> None:
    op.create_table(
        "products",
        sa.Column("code", sa.String(160), nullable=False),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("kind", sa.String(160), nullable=False),
        sa.Column("minimum", sa.BigInteger(), nullable=False),
        sa.Column("overdraft", sa.BigInteger(), nullable=False),
        sa.Column("withdrawal_fee", sa.BigInteger(), nullable=False),
        sa.Column("transfer_fee", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_products"),
    )


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("number", sa.String(160), nullable=False),
        sa.Column("external_number", sa.String(160), nullable=False),
        sa.Column("customer", sa.String(36), nullable=False),
        sa.Column("product", sa.String(160), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("normal_side", sa.String(6), nullable=False),
        sa.Column("debits", sa.BigInteger(), nullable=False),
        sa.Column("credits", sa.BigInteger(), nullable=False),
        sa.Column("held", sa.BigInteger(), nullable=False),
        sa.Column("pending", sa.BigInteger(), nullable=False),
        sa.Column("minimum", sa.BigInteger(), nullable=False),
        sa.Column("overdraft", sa.BigInteger(), nullable=False),
        sa.Column("opened_on", sa.String(10), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("number", name="uq_accounts_number"),
    )
    op.create_index("ix_accounts_branch", "accounts", ["branch"], unique=False)
    op.create_index("ix_accounts_customer", "accounts", ["customer"], unique=False)
    op.create_index("ix_accounts_external_number", "accounts", ["external_number"], unique=False)


def _transactions() -> None:
    op.create_table(
        "transactions",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(160), nullable=False),
        sa.Column("status", sa.String(9), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("business_date", sa.String(10), nullable=False),
        sa.Column("value_date", sa.String(10), nullable=False),
        sa.Column("at", sa.String(24), nullable=False),
        sa.Column("made_by", sa.String(36), nullable=False),
        sa.Column("approved_by", sa.String(36), nullable=False),
        sa.Column("accounts", sa.Text(), nullable=False),
        sa.Column("account_numbers", sa.Text(), nullable=False),
        sa.Column("holder", sa.String(160), nullable=False),
        sa.Column("drawer", sa.String(160), nullable=False),
        sa.Column("session", sa.String(36), nullable=False),
        sa.Column("receipt", sa.String(160), nullable=False),
        sa.Column("narration", sa.String(160), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("reverses", sa.String(36), nullable=False),
        sa.Column("reversed_by", sa.String(36), nullable=False),
        sa.Column("request", sa.String(36), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("in_suspense", sa.Boolean(), nullable=False),
        sa.Column("balance_after", sa.BigInteger(), nullable=True),
        sa.Column("verification", sa.String(160), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_transactions"),
    )
    op.create_index("ix_transactions_day", "transactions", ["branch", "business_date", "id"], unique=False)


def _legs() -> None:
    op.create_table(
        "legs",
        sa.Column("seq", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("n", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("transaction", sa.String(36), nullable=False),
        sa.Column("account", sa.String(36), nullable=False),
        sa.Column("side", sa.String(6), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("branch", sa.String(36), nullable=False),
        sa.Column("business_date", sa.String(10), nullable=False),
        sa.Column("value_date", sa.String(10), nullable=False),
        sa.Column("balance_after", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq", "n", name="pk_legs"),
    )
    op.create_index("ix_legs_account", "legs", ["account", "seq", "n"], unique=False)


def _receipts() -> None:
    op.create_table(
        "receipts",
        sa.Column("receipt", sa.String(160), nullable=False),
        sa.Column("transaction", sa.String(36), nullable=False),
        sa.Column("session", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("receipt", name="pk_receipts"),
    )
    op.create_index("ix_receipts_session", "receipts", ["session"], unique=False)


def _serials() -> None:
    op.create_table(
        "serials",
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_serials"),
    )
