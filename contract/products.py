"""Deposit products: what an account of one is opened with, and what its movements cost. Terms are data that two people change."""

from collections.abc import Collection
from typing import Annotated

import msgspec

from contract.approvals import Minor
from contract.base import Command, Fact, Wire
from contract.money import CURRENCIES, CurrencyCode
from contract.names import plain
from contract.staff import Name

FEE_MOST = 10_000_00
"""The dearest movement, in minor units: a slip of the hand beyond it is refused before anybody is asked."""
BOUND_MOST = 100_000_000_00
"""The largest minimum and the largest overdraft that a product may name, in minor units."""
NAME_MOST = 40
"""Letters of a product's name: it has to stand in a column of every list and paper."""
KINDS = ("savings", "current", "susu")
"""What a new product can be. A bank's database may hold another from before there was this command."""
FEES, BOUNDS = ("withdrawal_fee", "transfer_fee"), ("minimum", "overdraft")

ProductCode = Annotated[
    str, msgspec.Meta(pattern=r"^[0-9]{2}(?!\n)$", description="two digits: they stand in the number of each account")
]
Kind = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_-]{0,39}(?!\n)$")]


class Terms(Wire, frozen=True):
    """Money in minor units of ``currency``; fees are for one movement. ``off``: withdrawn from sale, no account is opened with it.

    The fees hold for every account of the product from the moment they are accepted. ``minimum`` and ``overdraft`` are written into
    an account when it is opened and stay with it.
    """

    name: Name
    currency: CurrencyCode
    kind: Kind
    minimum: Minor = 0
    overdraft: Minor = 0
    withdrawal_fee: Minor = 0
    transfer_fee: Minor = 0
    off: bool = False


class SetProduct(Command, frozen=True, tag="set_product"):
    """A product, known by its code, has these ``terms`` from now on. ``before`` is what its maker saw there (None: no such product):
    whoever decides signs both, and where something else stands by then nothing is changed. Currency and kind are for good.
    """

    product: ProductCode
    terms: Terms
    before: Terms | None = None


class ProductFact(Fact, frozen=True, tag="product"):
    """A product as it holds: its code and the fields of ``Terms``."""

    product: str
    name: str
    currency: str
    kind: str
    minimum: int = 0
    overdraft: int = 0
    withdrawal_fee: int = 0
    transfer_fee: int = 0
    off: bool = False


def terms_of(fact: ProductFact) -> Terms:
    """What a fact says beside the code."""
    return Terms(**{name: getattr(fact, name) for name in Terms.__struct_fields__})


def unfit(terms: Terms, new: bool, others: Collection[str]) -> str:
    """Which field will not do, or "": ``name_taken`` where another product, of which ``others`` are the names, is called so.

    Accounts, papers and the trial balance call a product by its name alone, also one that is no longer sold. Currency and kind of one
    that stands are not looked at: they are what they began as.
    """
    name = terms.name
    if not name or len(name) > NAME_MOST or name != name.strip() or not name.isprintable():
        return "name"
    if plain(name) in map(plain, others):
        return "name_taken"
    if new and terms.currency not in CURRENCIES:
        return "currency"
    if new and terms.kind not in KINDS:
        return "kind"
    most = {**dict.fromkeys(BOUNDS, BOUND_MOST), **dict.fromkeys(FEES, FEE_MOST)}
    return next((field for field, bound in most.items() if not 0 <= getattr(terms, field) <= bound), "")
