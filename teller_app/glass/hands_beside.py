"""Today's hands beside the specimens of those whose they are: what somebody compares who decides, or who looks afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from contract.customers import CustomerFact, MandateFact, Signatory
from contract.hands import SignedHand
from contract.names import plain
from teller_app.glass.signatories import Signer
from teller_app.i18n.mandates import role_words
from teller_app.i18n.text import Texts


@dataclass(frozen=True, slots=True)
class Today:
    """What was signed: ``hands`` by name (an empty name is the holder's), ``unsigned`` why nobody did, or no more; ``at`` as people read it."""

    hands: tuple[SignedHand, ...] = ()
    unsigned: str = ""
    at: str = ""


def signers(
    customer: CustomerFact | None, mandate: MandateFact | None, today: Today | None, texts: Texts
) -> tuple[Signer, ...]:
    """Each hand of today follows the specimen of its signatory, in tiles of the same size, so that both are at one scale; who has not
    signed comes after them.
    """
    if customer is None:
        return ()
    people = mandate.signatories if mandate else ()
    known = tuple(_specimen(one, texts) for one in people)
    known = known or (Signer(customer.full_name, texts("approvals.holder"), customer.signature),)
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
    return texts("mandate.today_at", at=today.at)


def _alone(today: Today, texts: Texts) -> Signer:
    if today.hands:
        return Signer(texts("mandate.today"), _when(today, texts), today.hands[0].file)
    # A reason of a newer till is one all the same.
    key = f"mandate.unsigned.{today.unsigned or 'nobody_asked'}"
    return Signer(texts("mandate.today"), "", "", texts(key if key in texts else "mandate.unsigned.nobody_asked"))
