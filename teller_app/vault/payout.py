"""Which pieces to pay an amount with, so that a stock keeps its change healthy. Pure.

Large pieces first, as people want them; but of each piece a reserve stays where it can, and where the plain way does not come
out, one or two large pieces fewer are tried before the reserve is touched.
"""

from collections.abc import Mapping, Sequence

from contract.buckets import STRAP, Bucket, any_bucket, in_bucket, of_bucket, payable
from contract.money import CURRENCIES, face_minor

KEEP_PERCENT = 20
"""Of each piece this share stays while anything else will do."""
FEWER = 3
"""So many pieces less than could be taken are tried at each face: 60 is three twenties where the only ten is gone."""
TRIES_MAX = 20_000


def suggest(amount: int, stock: Mapping[str, int], currency: str) -> dict[str, int]:
    """Counts by face worth exactly ``amount`` minor units out of ``stock``; empty where it cannot be made of it.

    Worn and doubtful notes are left where they are. Straps go whole: where loose notes do not do, sealed ones are tried.
    """
    loose = of_bucket(stock, Bucket.FIT)
    found = _loose(amount, loose, currency)
    if found:
        return found
    straps = of_bucket(stock, Bucket.STRAPPED)
    whole = _loose(amount, any_bucket(payable(stock)), currency)
    split: dict[str, int] = {}
    for face, count in whole.items():
        sealed = -(-max(0, count - loose.get(face, 0)) // STRAP) * STRAP
        if sealed > min(count, straps.get(face, 0)):
            return {}
        split |= {face: count - sealed, in_bucket(face, Bucket.STRAPPED): sealed}
    return {face: count for face, count in split.items() if count}


def _loose(amount: int, stock: Mapping[str, int], currency: str) -> dict[str, int]:
    known = [item for item in CURRENCIES[currency].denominations if item.issued]
    faces = [item.face for item in sorted(known, key=lambda item: (-item.minor, not item.note))]
    for keep in (KEEP_PERCENT, 0):
        free = {face: stock.get(face, 0) * (100 - keep) // 100 for face in faces}
        found = _pay(amount, faces, free, [0])
        if found is not None:
            return found
    return {}


def _pay(amount: int, faces: Sequence[str], free: Mapping[str, int], tries: list[int]) -> dict[str, int] | None:
    if amount == 0:
        return {}
    tries[0] += 1
    if not faces or tries[0] > TRIES_MAX:
        return None
    face, rest = faces[0], faces[1:]
    most = min(amount // face_minor(face), free[face])
    for count in range(most, max(-1, most - FEWER - 1), -1):
        below = _pay(amount - count * face_minor(face), rest, free, tries)
        if below is not None:
            return {face: count, **below} if count else below
    return None
