"""Which pieces to pay an amount with, so that a stock keeps its change healthy. Pure.

Large pieces first, as people want them; but of each piece a reserve stays where it can, and where the plain way does not come
out, one or two large pieces fewer are tried before the reserve is touched.
"""

from collections.abc import Mapping, Sequence

from contract.buckets import STRAP, Bucket, any_bucket, in_bucket, of_bucket, payable
from contract.money import CURRENCIES, add_pieces, face_minor

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


def usual(amount: int, wanted: Mapping[str, int], stock: Mapping[str, int], currency: str) -> dict[str, int]:
    """The same amount by what a place is going to pay out: ``wanted`` are the pieces by face that it will be short of.

    Each face in the share that the amount allows, a fifth of the stock stays, straps go whole, and what is left over is made of large
    loose pieces. Empty where nothing is wanted or it does not come out: ``suggest`` then knows more ways.
    """
    loose, sealed = of_bucket(stock, Bucket.FIT), of_bucket(stock, Bucket.STRAPPED)
    free = {face: count * (100 - KEEP_PERCENT) // 100 for face, count in loose.items()}
    most = {face: min(pieces, free.get(face, 0) + sealed.get(face, 0)) for face, pieces in wanted.items()}
    worth = sum(face_minor(face) * pieces for face, pieces in most.items())
    if not worth:
        return {}
    found: dict[str, int] = {}
    for face, pieces in most.items():
        share = pieces * min(amount, worth) // worth
        straps = min(share, sealed.get(face, 0)) // STRAP * STRAP if share > free.get(face, 0) else 0
        found[in_bucket(face, Bucket.STRAPPED)] = straps
        found[face] = min(share - straps, free.get(face, 0))
    left = amount - sum(face_minor(face) * pieces for face, pieces in found.items())
    rest = {face: count - found.get(face, 0) for face, count in free.items()}
    known = sorted(CURRENCIES[currency].denominations, key=lambda item: (-item.minor, not item.note))
    faces = [item.face for item in known if item.face in rest]
    # Of what is wanted anyway, where that comes out.
    more = _pay(left, [face for face in faces if face in most], rest, [0])
    more = _pay(left, faces, rest, [0]) if more is None else more
    return {} if more is None else {face: count for face, count in add_pieces(found, more).items() if count}


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
