"""The float slip: a float that the vault has handed over for one cashier, one till and one day, so that the drawer opens without the server.

The cashier asks for it at the till, who keeps the vault signs it: from then on the cash lies in the drawer by the books, and the drawer is
theirs alone. The till holds the slip with the server's seal over everything it is bound to, the amount too, which the till never learns:
the opening count stays blind. The opening names slip and seal; the server proves both when it arrives, also where it was made offline.
"""

from typing import Annotated

import msgspec

from contract.base import Command, Fact, Result
from contract.drawers import Counted
from contract.ids import Id
from contract.ink import Ink

Seal = Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Z-]{12,16}(?!\n)$")]


class AskFloat(Command, frozen=True, tag="ask_float"):
    """The cashier asks, at the till where the drawer is to be opened today. Nothing moves."""

    slip: Id
    drawer: Id


class SignFloat(Command, frozen=True, tag="sign_float"):
    """Who keeps the vault hands the float over and signs: the envelope's signature is theirs."""

    slip: Id


class DropFloat(Command, frozen=True, tag="drop_float"):
    """Called back: an unsigned one by either of the two, a signed one by who keeps the vault and has the float in their hands again, with a reason."""

    slip: Id
    reason: Annotated[str, msgspec.Meta(max_length=400)] = ""


class InkOpening(Command, frozen=True, tag="ink_opening"):
    """The cashier's hand on a pad beneath an opening that they counted, besides the signature of the envelope. It opens nothing."""

    session: Id
    ink: Annotated[Ink, msgspec.Meta(min_length=1)]


class OpenOnSlip(Command, frozen=True, tag="open_on_slip"):
    """Take the drawer with what was counted. ``opened_offline`` says that it is open already: it is proven, not asked for."""

    slip: Id
    seal: Seal
    session: Id
    counted: Counted
    opened_offline: bool = False


class FloatSlipFact(Fact, frozen=True, tag="float_slip"):
    """A slip as the till holds it and the vault sees it; it is gone once it was used or called back. ``seal`` is empty until it is signed.

    ``session`` and ``lease`` are those of the opening to come, so that receipts are numbered without the server. No amount is in it.
    """

    slip: Id
    drawer: Id
    number: str
    branch: Id
    currency: str
    cashier: Id
    device: Id
    business_date: str
    session: Id
    asked_at: str
    lease: int = 0
    offline_budget: int = 0
    carried_forward: bool = False
    seal: str = ""
    signed_by: str = ""
    signed_at: str = ""


class CountAgain(Result, frozen=True, tag="count_again"):
    """The opening count was taken and kept, and is too far off to be booked: it is counted once more, as blind as before."""

    session: Id
    number: int = 1


class OpeningReviewed(Result, frozen=True, tag="opening_reviewed"):
    """The slip did not prove the opening: nothing of it is booked, a manager looks into it. ``why`` is unknown, forged, cashier, till,
    used, dropped, day, busy, count or maker."""

    session: Id
    why: str
