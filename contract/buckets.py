"""The buckets that notes lie in, as part of their face: ``"20000"`` is fit, ``"20000:mutilated"`` is not, and both are 200.00.

A bucket is part of the key of a count, so that bags, transfers, counts and ``verify`` conserve notes by denomination and bucket with
the rules that they have for denominations. Strapped notes are counted in notes, a hundred to a strap. Suspect notes are kept, and are no cash.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

STRAP = 100
"""Notes that a sealed band holds."""


class Bucket(StrEnum):
    """Where a note belongs: to be paid out, sealed in straps, worn out (goes to the central bank), perhaps counterfeit."""

    FIT = "fit"
    STRAPPED = "strapped"
    MUTILATED = "mutilated"
    SUSPECT = "suspect"


PAYABLE = frozenset({Bucket.FIT, Bucket.STRAPPED})
"""What may be paid out and sent to a till."""


def bucket_of(face: str) -> Bucket:
    """The bucket of a face."""
    return Bucket(face.partition(":")[2] or Bucket.FIT)


def plain(face: str) -> str:
    """The same note or coin without its bucket."""
    return face.partition(":")[0]


def in_bucket(face: str, bucket: Bucket) -> str:
    """This note's face in that bucket. Coins are always fit."""
    bare = plain(face)
    return bare if bucket is Bucket.FIT or bare.endswith("c") else f"{bare}:{bucket.value}"


def of_bucket(pieces: Mapping[str, int], bucket: Bucket) -> dict[str, int]:
    """The pieces of one bucket by their plain faces."""
    return {plain(face): count for face, count in pieces.items() if bucket_of(face) is bucket}


def laid_in(pieces: Mapping[str, int], bucket: Bucket) -> dict[str, int]:
    """These plain pieces as pieces of that bucket."""
    return {in_bucket(face, bucket): count for face, count in pieces.items()}


def payable(pieces: Mapping[str, int]) -> dict[str, int]:
    """What of it may be paid out, by its faces."""
    return {face: count for face, count in pieces.items() if bucket_of(face) in PAYABLE}


def set_aside(pieces: Mapping[str, int]) -> dict[str, int]:
    """What lies beside the loose fit pieces, by its faces."""
    return {face: count for face, count in pieces.items() if bucket_of(face) is not Bucket.FIT}


def any_bucket(pieces: Mapping[str, int]) -> dict[str, int]:
    """The same pieces without regard to where they lie."""
    whole: dict[str, int] = {}
    for face, count in pieces.items():
        whole[plain(face)] = whole.get(plain(face), 0) + count
    return {face: count for face, count in whole.items() if count}


def as_cash(pieces: Mapping[str, int]) -> dict[str, int]:
    """What of it is cash by plain faces, wherever it lies: what a person counts as notes of one kind."""
    return any_bucket({face: count for face, count in pieces.items() if bucket_of(face) is not Bucket.SUSPECT})


def unpayable(pieces: Mapping[str, int], allowed: Iterable[Bucket] = PAYABLE) -> list[str]:
    """Faces in buckets that are not allowed here."""
    fits = frozenset(allowed)
    return sorted(face for face, count in pieces.items() if count and bucket_of(face) not in fits)


def broken_straps(pieces: Mapping[str, int]) -> list[str]:
    """Faces of strapped notes that are no whole straps."""
    return sorted(face for face, count in pieces.items() if count % STRAP and bucket_of(face) is Bucket.STRAPPED)
