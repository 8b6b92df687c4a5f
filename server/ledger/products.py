"""The products that accounts are opened with: what a new bank starts with, and their change, which always takes two people."""

from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from contract.approvals import Why
from contract.base import Fact
from contract.errors import Rejected
from contract.ids import SYSTEM_USER
from contract.permissions import Permission
from contract.products import ProductFact, SetProduct, Terms
from server.core.audience import Audience, Reader, may_see
from server.core.context import Context
from server.core.registry import Handler, Outcome, Shares, Source, Weighed
from server.ledger import terms
from server.ledger.tables import PRODUCTS, ProductRow, products

FIRST = (
    ProductRow(code="10", name="Savings", currency="GHS", kind="savings"),
    ProductRow(code="20", name="Current", currency="GHS", kind="current", withdrawal_fee=100, transfer_fee=50),
    ProductRow(code="30", name="Susu", currency="GHS", kind="susu"),
    ProductRow(code="60", name="Savings CZK", currency="CZK", kind="savings"),
    ProductRow(code="61", name="Current CZK", currency="CZK", kind="current"),
)
"""They are data: an administrator changes them, no code names one."""
AUDIENCE = Audience(permission=Permission.READ_NOTICES.value)
"""Everybody on the staff: whoever talks to a customer says what an account costs."""


def terms_of(row: ProductRow) -> Terms:
    """What a row says beside its code."""
    return Terms(**{name: getattr(row, name) for name in Terms.__struct_fields__})


def product_fact(row: ProductRow) -> ProductFact:
    """A product as a fact."""
    return ProductFact(product=row.code, **msgspec.structs.asdict(terms_of(row)))


def _fault(command: SetProduct, ctx: Context) -> Rejected | None:
    return terms.fault(command, {row.code: terms_of(row) for row in ctx.all(PRODUCTS).values()})


def weigh(command: SetProduct, ctx: Context) -> Weighed | Rejected | None:
    """A second person agrees to every change of what customers are charged. The bank's own hand asks nobody."""
    fault = _fault(command, ctx)
    if fault is not None:
        return fault
    if ctx.actor.user == SYSTEM_USER:
        return None
    code = "product_new" if command.before is None else "product_change"
    about = f"{command.product} {(command.before or command.terms).name}"
    return Weighed(reasons=(Why(code=code, about=about),), object=f"product/{command.product}")


def set_product(command: SetProduct, ctx: Context) -> Outcome:
    """The product is this from now on. Accounts keep the bounds they were opened with; their next movement costs the new fee."""
    fault = _fault(command, ctx)
    if fault is not None:
        return fault
    row = ProductRow(code=command.product, **msgspec.structs.asdict(command.terms))
    ctx.say(product_fact(ctx.put(PRODUCTS, row)), AUDIENCE, row.code)
    return None


def _shares(conn: Connection, reader: Reader, after: str, limit: int) -> Shares:
    query = select(*PRODUCTS.columns).where(products.c.code > after).order_by(products.c.code).limit(limit)
    seen = may_see(reader, AUDIENCE)
    rows = [PRODUCTS.make(row) for row in conn.execute(query).mappings()]
    return [(row.code, product_fact(row) if seen else None) for row in rows]


def sources() -> tuple[Source, ...]:
    """All products. They come before the accounts: a replica names these by them."""
    return (Source("product", _shares),)


def handlers() -> tuple[Handler[Any], ...]:
    """The one command about products."""
    return (Handler(SetProduct, Permission.CHANGE_STAFF, set_product, weigh=weigh),)


def seed(conn: Connection) -> None:
    """Add the first products to a bank that has none."""
    if conn.execute(select(products.c.code)).first() is None:
        conn.execute(insert(products), [msgspec.structs.asdict(row) for row in FIRST])


def is_first(fact: Fact) -> bool:
    """Whether it is a product that a new bank begins with."""
    return fact in [product_fact(row) for row in FIRST]
