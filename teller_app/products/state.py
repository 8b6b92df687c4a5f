"""The products' room as one frozen state."""

from dataclasses import dataclass

import msgspec

from contract.approvals import RequestFact, RequestState
from contract.branches import BranchFact
from contract.commands import decode
from contract.errors import ContractError
from contract.products import BOUNDS, FEES, ProductFact, SetProduct, Terms, terms_of
from teller_app.room_model import RoomState


@dataclass(frozen=True)
class Shown:
    """A line of the list: a product, or one that is asked for (``there`` False). ``request`` is the change that waits, and ``asked`` what it asks."""

    product: str
    terms: Terms
    there: bool = True
    request: RequestFact | None = None
    asked: SetProduct | None = None


@dataclass(frozen=True)
class Draft:
    """A product as it is being written. A figure is minor units, None while what was typed is no amount. ``before`` is what was there
    when the writing began; None: a new one.
    """

    product: str = ""
    name: str = ""
    currency: str = "GHS"
    kind: str = "savings"
    minimum: int | None = 0
    overdraft: int | None = 0
    withdrawal_fee: int | None = 0
    transfer_fee: int | None = 0
    off: bool = False
    before: Terms | None = None

    @property
    def terms(self) -> Terms:
        """What is written, with nought for what is no amount yet."""
        figures = {field: getattr(self, field) or 0 for field in (*BOUNDS, *FEES)}
        return Terms(name=self.name, currency=self.currency, kind=self.kind, off=self.off, **figures)

    @property
    def no_amount(self) -> str:
        """The first field in which no amount stands, or ""."""
        return next((field for field in (*BOUNDS, *FEES) if getattr(self, field) is None), "")


def draft_of(shown: Shown) -> Draft:
    """A product as it holds, to be changed."""
    return Draft(product=shown.product, before=shown.terms, **msgspec.structs.asdict(shown.terms))


@dataclass(frozen=True)
class ProductsState(RoomState):
    """``sent`` is the product about which this person has asked, until its request is in sight."""

    rows: tuple[Shown, ...] = ()
    index: int = 0
    branches: tuple[BranchFact, ...] = ()
    draft: Draft | None = None
    may_change: bool = False
    sent: str = ""

    @property
    def chosen(self) -> Shown | None:
        """The selected line."""
        return self.rows[self.index] if 0 <= self.index < len(self.rows) else None

    @property
    def why_not_changed(self) -> str:
        """Why nothing can be asked for now: right, offline, or ""."""
        return "right" if not self.may_change else "" if self.online else "offline"

    @property
    def why_not_this(self) -> str:
        """The same of the selected product: also none, waits."""
        chosen = self.chosen
        if self.why_not_changed or chosen is None:
            return self.why_not_changed or "none"
        return "waits" if chosen.request is not None else ""


def asked_of(request: RequestFact) -> SetProduct | None:
    """What a waiting request asks of a product; None of every other request, and of what a newer app wrote."""
    if request.kind != "set_product" or request.state is not RequestState.AWAITING:
        return None
    try:
        command = decode(request.content.encode())
    except ContractError:
        return None
    return command if isinstance(command, SetProduct) else None


def shown(products: tuple[ProductFact, ...], requests: tuple[RequestFact, ...]) -> tuple[Shown, ...]:
    """All lines by code: what there is, with what waits about it, and what is asked for as new."""
    waiting = {asked.product: (request, asked) for request in requests if (asked := asked_of(request)) is not None}
    rows = [Shown(fact.product, terms_of(fact), True, *waiting.pop(fact.product, (None, None))) for fact in products]
    rows += [Shown(product, asked.terms, False, request, asked) for product, (request, asked) in waiting.items()]
    return tuple(sorted(rows, key=lambda row: row.product))
