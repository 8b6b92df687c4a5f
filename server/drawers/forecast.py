"""How cash usually goes, pure: slots of past days become what is to be expected of the rest of this one."""

from collections import Counter
from collections.abc import Iterable, Mapping

from contract.buckets import Bucket, bucket_of, payable, plain
from contract.forecast import PART, SLOT_MIN, Drain
from contract.money import face_minor

SMALL_BELOW = 5_000
"""Minor units from which on a note is a large one."""
Pattern = Mapping[int, Mapping[str, int]]
"""Slot of the day to net pieces that went out in it, over all days, by plain face."""


def minute_of(stamp: str) -> int:
    """Minutes since midnight of ``2026-11-24T09:47:12.042Z``."""
    return int(stamp[11:13]) * 60 + int(stamp[14:16])


def pattern(moves: Iterable[tuple[str, Mapping[str, int]]]) -> dict[int, dict[str, int]]:
    """(when, signed pieces) of past days as net pieces out by slot. What lies apart was never there to be paid."""
    slots: dict[int, Counter[str]] = {}
    for at, pieces in moves:
        slot = slots.setdefault(minute_of(at) // SLOT_MIN, Counter())
        for face, count in pieces.items():
            if bucket_of(face) in (Bucket.FIT, Bucket.STRAPPED):
                slot[plain(face)] -= count
    return {slot: dict(pieces) for slot, pieces in slots.items()}


def end_of_day(patterns: Iterable[Pattern]) -> int:
    """The minute at which such days were over: the end of the last slot in which anything moved."""
    return max((slot + 1 for found in patterns for slot in found), default=0) * SLOT_MIN


def drains(found: Pattern, days: int, since: int, until: int) -> tuple[Drain, ...]:
    """The mean of the days for each slot from ``since`` to ``until``; of the slot that has begun, the rest."""
    faces = sorted({face for pieces in found.values() for face in pieces}, key=lambda face: (-face_minor(face), face))
    slots = range(since // SLOT_MIN, -(-until // SLOT_MIN))
    begun = since % SLOT_MIN
    made = []
    for face in faces:
        rest = [found.get(slot, {}).get(face, 0) * PART // days for slot in slots]
        if rest:
            rest[0] = rest[0] * (SLOT_MIN - begun) // SLOT_MIN
        made.append(Drain(face=face, rest=tuple(rest)))
    return tuple(made)


def in_hand(pieces: Mapping[str, int]) -> dict[str, int]:
    """What can be paid out, by plain face: straps are opened when they are needed."""
    held: Counter[str] = Counter()
    for face, count in payable(pieces).items():
        held[plain(face)] += count
    return dict(held)


def small_and_large(pieces: Mapping[str, int]) -> tuple[int, int]:
    """How many small and how many large pieces."""
    small = sum(count for face, count in pieces.items() if face_minor(face) < SMALL_BELOW)
    return small, sum(pieces.values()) - small
