"""Customers, who signs for an account, and files by their content."""

from typing import Any

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from server.core.store import Row, Store
from server.db.columns import Day, Id, Json, Name, Stamp
from server.db.metadata import metadata

customers = Table(
    "customers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", Name, nullable=False, unique=True),
    Column("full_name", Name, nullable=False),
    Column("search_name", Name, nullable=False),
    Column("branch", Id, nullable=False),
    Column("phone", Name, nullable=False, index=True),
    Column("card_number", Name, nullable=False, index=True),
    Column("birth_date", Day, nullable=False),
    Column("digital_address", Name, nullable=False),
    Column("tier", Integer, nullable=False),
    Column("flags", Json, nullable=False),
    Column("memo", String(400), nullable=False),
    Column("photo", String(64), nullable=False),
    Column("signature", String(64), nullable=False),
    Column("since", Day, nullable=False),
)
Index("ix_customers_branch", customers.c.branch, customers.c.id)
Index("ix_customers_search", customers.c.search_name)

files = Table(
    "files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", Name, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
mandates = Table(
    "mandates",
    metadata,
    Column("account", Id, primary_key=True),
    Column("branch", Id, nullable=False),
    Column("signatories", Json, nullable=False),
    Column("bands", Json, nullable=False),
    Column("note", String(140), nullable=False),
    Column("at", Stamp, nullable=False),
)
Index("ix_mandates_branch", mandates.c.branch, mandates.c.account)


class CustomerRow(Row, frozen=True, kw_only=True):
    """A person. ``search_name`` is the name folded for finding."""

    id: str
    number: str
    full_name: str
    search_name: str
    branch: str
    phone: str = ""
    card_number: str = ""
    birth_date: str = ""
    digital_address: str = ""
    tier: int = 1
    flags: list[str] = []
    memo: str = ""
    photo: str = ""
    signature: str = ""
    since: str = ""


class MandateRow(Row, frozen=True, kw_only=True):
    """Who signs for an account: the wire's signatories and bands as JSON. ``branch`` is the account's."""

    account: str
    branch: str
    signatories: list[dict[str, Any]]
    bands: list[dict[str, Any]]
    note: str = ""
    at: str = ""


CUSTOMERS = Store(customers, CustomerRow, key="id", kept=True)
MANDATES = Store(mandates, MandateRow, key="account")
