"""Money in integer minor units with a currency, and the pieces (notes and coins) it is made of."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Annotated

import msgspec

from contract.base import Wire

MINOR_MAX = 99_999_999_999_999
"""The largest amount of one posting in minor units: fourteen digits, so that sums stay far inside 64 bits."""
PIECES_MAX = 1_000_000
MINUS = "−"
"""The true minus of every figure that is shown or printed; a hyphen is shorter and reads as a dash."""
FACES_KEPT = 1_024
"""Faces whose value is not read again: every currency's with its buckets, many times over."""

CurrencyCode = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}(?!\n)$")]
Minor = Annotated[int, msgspec.Meta(ge=1, le=MINOR_MAX)]
Face = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[1-9][0-9]{0,9}(c|:(strapped|mutilated|suspect))?(?!\n)$",
        description="face value in minor units; c marks a coin, :strapped, :mutilated, :suspect a note's bucket",
    ),
]
Pieces = dict[Face, Annotated[int, msgspec.Meta(ge=0, le=PIECES_MAX)]]
"""Counts by face: ``{"20000": 3, "200c": 1}`` is three notes of 200.00 and one coin of 2.00 (there is a note of 2.00, too);
``{"5000:strapped": 100}`` is one sealed strap of a hundred notes of 50.00 (``contract/buckets.py``)."""


def money_text(minor: int, decimals: int = 2) -> str:
    """486550 is "4,865.50": comma thousands, the decimals of the currency, the true minus of a negative amount attached."""
    whole, part = divmod(abs(minor), 10**decimals)
    digits = f"{whole:,}.{part:0{decimals}d}" if decimals else f"{whole:,}"
    return f"{MINUS}{digits}" if minor < 0 else digits


class Money(Wire, frozen=True, kw_only=False):
    """A positive amount: minor units and a currency."""

    minor: Minor
    currency: CurrencyCode


class Denomination(Wire, frozen=True):
    """A note or coin: ``minor`` is its face value, ``issued`` False where it is no longer given out but still accepted."""

    minor: int
    note: bool
    issued: bool = True

    @property
    def face(self) -> str:
        """The key of its count in ``Pieces``."""
        return str(self.minor) if self.note else f"{self.minor}c"


class Currency(Wire, frozen=True):
    """A currency as data: ISO 4217 code, decimals, and its denominations from the largest down, notes first."""

    code: str
    decimals: int
    denominations: tuple[Denomination, ...]


def _series(notes: str, coins: str, withdrawn: str = "") -> tuple[Denomination, ...]:
    """From the largest down. ``withdrawn`` are notes that are counted and taken in, and proposed to nobody."""
    return tuple(
        [Denomination(minor=int(face), note=True, issued=face not in withdrawn.split()) for face in notes.split()]
        + [Denomination(minor=int(face), note=False) for face in coins.split()]
    )


CURRENCIES: Mapping[str, Currency] = {
    # Bank of Ghana's series in circulation; 2 and 1 cedi notes are withdrawn from issue yet still counted at tills.
    "GHS": Currency(
        code="GHS",
        decimals=2,
        denominations=_series("20000 10000 5000 2000 1000 500 200 100", "200 100 50 20 10 5 1", withdrawn="200 100"),
    ),
    # Czech National Bank's series; the CZK amounts of 1993 had hellers, so 50, 20 and 10 are kept as coins.
    "CZK": Currency(
        code="CZK",
        decimals=2,
        denominations=_series("500000 200000 100000 50000 20000 10000", "5000 2000 1000 500 200 100 50 20 10"),
    ),
}


BUCKETS = ("strapped", "mutilated", "suspect")
"""What a note lies in besides fit; coins are always fit."""
WORTHLESS = ":suspect"
"""How a face ends whose pieces are in custody and no money of the bank's."""
_FACES = {
    code: frozenset(
        [item.face for item in known.denominations]
        + [f"{item.face}:{bucket}" for item in known.denominations if item.note for bucket in BUCKETS]
    )
    for code, known in CURRENCIES.items()
}


def split(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` minor units shared by weight without losing one: largest remainder, ties to the earlier share."""
    whole = sum(weights)
    if whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must be zero or more and not all zero")
    shares = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda index: (-(total * weights[index] % whole), index))
    for index in order[: total - sum(shares)]:
        shares[index] += 1
    return shares


@lru_cache(maxsize=FACES_KEPT)
def face_minor(face: str) -> int:
    """What is printed on one piece, in minor units; a suspect note says as much as a good one."""
    return int(face.partition(":")[0].removesuffix("c"))


@lru_cache(maxsize=FACES_KEPT)
def worth(face: str) -> int:
    """What one piece counts as cash, in minor units: a suspect note is in custody and counts nothing."""
    return 0 if face.endswith(WORTHLESS) else face_minor(face)


def pieces_total(pieces: Mapping[str, int]) -> int:
    """The value of the pieces as cash in minor units."""
    return sum(worth(face) * count for face, count in pieces.items())


def add_pieces(have: Mapping[str, int], more: Mapping[str, int], sign: int = 1) -> dict[str, int]:
    """``have`` plus (or minus) ``more``, without faces whose count is zero. May hold negatives: the caller decides."""
    total = dict(have)
    for face, count in more.items():
        total[face] = total.get(face, 0) + sign * count
    return {face: count for face, count in total.items() if count}


def unknown_faces(pieces: Mapping[str, int], currency: str) -> list[str]:
    """Faces that are no denomination of ``currency``."""
    faces = _FACES.get(currency, frozenset())
    return sorted([face for face in pieces if face not in faces])
