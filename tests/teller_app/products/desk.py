"""Products for tests, changes that wait, and an administrator's model over a fake port."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from contract.approvals import RequestFact, Why
from contract.branches import BranchFact
from contract.commands import encode
from contract.products import ProductFact, SetProduct, Terms, terms_of
from teller_app.products.model import Lookups, ProductsModel
from tests.teller_app.approvals.desk import request
from tests.teller_app.approvals.policy_desk import ADMINISTRATOR
from tests.teller_app.kit import BRANCH, FakePort

SAVINGS = ProductFact(product="10", name="Savings", currency="GHS", kind="savings", minimum=20_00)
CURRENT = ProductFact(
    product="20", name="Current", currency="GHS", kind="current", withdrawal_fee=1_00, transfer_fee=50
)
OLD = ProductFact(product="30", name="Susu", currency="GHS", kind="susu", off=True)
PRODUCTS = (SAVINGS, CURRENT, OLD)


@dataclass
class Books:
    """What the replica says."""

    products: Sequence[ProductFact] = PRODUCTS
    requests: Sequence[RequestFact] = ()
    branches: Sequence[BranchFact] = (
        BranchFact(branch=BRANCH, code="040", name="Makola", business_date="2026-11-22", open=True),
    )


def change(fact: ProductFact = CURRENT, **fields: object) -> SetProduct:
    """A product with other terms."""
    before = terms_of(fact)
    return SetProduct(product=fact.product, terms=msgspec.structs.replace(before, **fields), before=before)


NEW = SetProduct(product="40", terms=Terms(name="Youth", currency="GHS", kind="savings", minimum=5_00))


def asked(command: SetProduct | None = None, **fields: object) -> RequestFact:
    """A change of a product that waits for a second person."""
    command = command or change(withdrawal_fee=1_50, name="Current plus")
    about = f"{command.product} {(command.before or command.terms).name}"
    return request(8, kind="set_product", account="", account_number="", holder="", drawer="", amount=0, currency="", transaction="", is_permit=False, maker_name="Abena Owusu",
                   reasons=(Why(code="product_change" if command.before else "product_new", about=about),),
                   content=encode(command).decode(), **fields)  # fmt: skip


def room(books: Books | None = None, port: FakePort | None = None) -> tuple[ProductsModel, FakePort]:
    """The model."""
    books, port = books or Books(), port or FakePort(ADMINISTRATOR)
    lookups = Lookups(
        products=lambda conn: books.products,
        requests=lambda conn: books.requests,
        branches=lambda conn: books.branches,
    )
    model = ProductsModel(port, lookups)
    model.refresh()
    return model, port
