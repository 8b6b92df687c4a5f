"""What the buckets of notes allow, pure: who asks names the code's faces, the words say the rest."""

from collections.abc import Iterable, Mapping

from contract.buckets import PAYABLE, Bucket, any_bucket, broken_straps, bucket_of, unpayable
from contract.errors import ErrorCode, Rejected
from contract.money import unknown_faces

BROUGHT = frozenset({Bucket.FIT, Bucket.STRAPPED, Bucket.MUTILATED})
"""What a customer's cash may be: a worn note is money, a suspect one is taken into custody and credited to nobody."""
HELD = frozenset(Bucket)


def pieces_fault(pieces: Mapping[str, int], currency: str, allowed: Iterable[Bucket] = HELD) -> Rejected | None:
    """Whether this is money of the currency, in whole straps and in these buckets alone."""
    if ":" not in "".join(pieces):
        return _unknown(pieces, currency)
    unfit = unpayable(pieces, allowed)
    if unfit:
        return Rejected(code=ErrorCode.NOTES_UNPAYABLE, params={"faces": ", ".join(unfit)})
    broken = broken_straps(pieces)
    if broken:
        return Rejected(code=ErrorCode.STRAP_BROKEN, params={"faces": ", ".join(broken)})
    return _unknown(pieces, currency)


def _unknown(pieces: Mapping[str, int], currency: str) -> Rejected | None:
    unknown = unknown_faces(pieces, currency)
    return Rejected(code=ErrorCode.UNKNOWN_DENOMINATION, params={"faces": ", ".join(unknown)}) if unknown else None


def payable_fault(pieces: Mapping[str, int], currency: str) -> Rejected | None:
    """Whether it may be paid out or sent to a till."""
    return pieces_fault(pieces, currency, PAYABLE)


def sort_fault(taken: Mapping[str, int], put: Mapping[str, int], currency: str, reason: str) -> Rejected | None:
    """The same notes in other buckets, each moved once. What turns suspect stops being cash: that has a reason."""
    fault = pieces_fault(taken, currency) or pieces_fault(put, currency)
    if fault is not None:
        return fault
    same = any_bucket(taken) == any_bucket(put) and not set(taken) & set(put)
    if not taken or not same or any(face.endswith("c") for face in taken):
        return Rejected(code=ErrorCode.SORT_DIFFERS)
    doubtful = any(bucket_of(face) is Bucket.SUSPECT for face in (*taken, *put))
    return Rejected(code=ErrorCode.REASON_MISSING) if doubtful and not reason.strip() else None
