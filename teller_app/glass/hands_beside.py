"""Today's hands beside the specimens of those whose they are: what somebody compares who decides, or who looks afterwards. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from contract.customers import CustomerFact, MandateFact, Signatory
from contract.hands import SignedHand
from contract.names import plain
from teller_app.i18n import formats
from teller_app.i18n.mandates import role_words
from teller_app.i18n.text import Texts


@dataclass(frozen=True, slots=True)
class Signer:
    """``file`` names the specimen by its SHA-256, "" where none is on file; ``missing`` are the words then, where others than usual."""

    name: str
    role: str
    file: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """What was signed: ``hands`` by name (an empty name is the holder's), ``unsigned`` why nobody did, or no more; ``at`` is a stamp, or
    "" where that is not known.
    """

    hands: tuple[SignedHand, ...] = ()
    unsigned: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is looked at afterwards: ``key`` is which, ``today`` is None while it is being fetched. ``strokes`` are packed drawings that lie
    here and nowhere else yet.
    """

    key: str
    customer: CustomerFact | None = None
    mandate: MandateFact | None = None
    today: Today | None = None
    strokes: tuple[str, ...] = ()


def signers(
    customer: CustomerFact | None, mandate: MandateFact | None, today: Today | None, texts: Texts
) -> tuple[Signer, ...]:
    """Each hand of today follows the specimen of its signatory, in tiles of the same size, so that both are at one scale; who has not
    signed comes after them. Of somebody whom this reader does not know there is no specimen.
    """
    known = tuple(_specimen(one, texts) for one in (mandate.signatories if mandate else ()))
    if not known and customer is not None:
        known = (Signer(customer.full_name, texts("approvals.holder"), customer.signature),)
    if today is None:
        return known
    named = [hand for hand in today.hands if hand.name]
    if not named:
        return (*known, _alone(today, texts))
    found = {plain(one.name): one for one in known}
    pairs: list[Signer] = []
    for hand in named:
        stranger = Signer(hand.name, "", "", texts("mandate.no_signatory"))
        pairs += (found.pop(plain(hand.name), stranger), Signer(hand.name, _when(today, texts), hand.file))
    missing = (_alone(Today(unsigned=today.unsigned), texts),) if today.unsigned else ()
    return (*pairs, *missing, *found.values())


def _specimen(one: Signatory, texts: Texts) -> Signer:
    return Signer(one.name, role_words(one.role, texts), one.signature or "")


def _when(today: Today, texts: Texts) -> str:
    if not today.at:
        return texts("mandate.on_pad")
    return texts("mandate.today_at", at=formats.clock(formats.moment(today.at)))


def _alone(today: Today, texts: Texts) -> Signer:
    if today.hands:
        return Signer(texts("mandate.today"), _when(today, texts), today.hands[0].file)
    # A reason of a newer till is one all the same.
    key = f"mandate.unsigned.{today.unsigned or 'nobody_asked'}"
    return Signer(texts("mandate.today"), "", "", texts(key if key in texts else "mandate.unsigned.nobody_asked"))
