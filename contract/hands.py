"""Whose hands stand beneath a payment: each signature of today by the name that the account's mandate has for its signatory."""

from typing import Annotated

import msgspec

from contract.base import Wire
from contract.customers import Band, MandateFact, Signing
from contract.ink import Ink
from contract.staff import Name

HANDS_MAX = 8
"""As many as a mandate has signatories."""


class Hand(Wire, frozen=True):
    """One of those who signed on the pad at the till."""

    name: Name
    ink: Annotated[Ink, msgspec.Meta(min_length=1)]


class SignedHand(Wire, frozen=True):
    """The same, as it is told: ``file`` is the SHA-256 under which the strokes are fetched as pictures are."""

    name: str
    file: str


type Hands = Annotated[tuple[Hand, ...], msgspec.Meta(max_length=HANDS_MAX)]


def band_for(mandate: MandateFact, minor: int) -> Band:
    """The rule for this amount in minor units; where none is written any one signs."""
    bands = mandate.bands or (Band(signing=Signing.ANY_ONE),)
    return next((band for band in bands if not band.upto or minor <= band.upto), bands[-1])


def needed(mandate: MandateFact | None, minor: int) -> int:
    """How many have to sign for this amount; one, the holder, where no mandate is on file."""
    if mandate is None or not mandate.signatories:
        return 1
    people = len(mandate.signatories)
    how_many = {Signing.ANY_ONE: 1, Signing.ANY_TWO: 2, Signing.ALL: people}
    return min(people, how_many[band_for(mandate, minor).signing])
