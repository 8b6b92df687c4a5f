"""The cash rules, pure: pieces never negative, counts that add up, what a variance needs."""

from collections.abc import Iterable, Mapping

from contract.errors import ErrorCode, Rejected
from contract.money import add_pieces, pieces_total, unknown_faces


def cash_fault(received: Mapping[str, int], given: Mapping[str, int], net_in: int, currency: str) -> Rejected | None:
    """Whether what changed hands is money of this currency and adds up to the amount."""
    unknown = unknown_faces({**received, **given}, currency)
    if unknown:
        return Rejected(code=ErrorCode.UNKNOWN_DENOMINATION, params={"faces": ", ".join(unknown)})
    if not received and not given:
        return Rejected(code=ErrorCode.CASH_NEEDED)
    if pieces_total(received) - pieces_total(given) != net_in:
        found = pieces_total(received) - pieces_total(given)
        return Rejected(code=ErrorCode.CASH_MISMATCH, params={"counted": found, "amount": net_in, "currency": currency})
    return None


def moved(have: Mapping[str, int], received: Mapping[str, int], given: Mapping[str, int]) -> dict[str, int] | Rejected:
    """The bag after the movement, or PIECES_SHORT with the faces that are not there.

    What comes in may be given back in the same movement: a customer's own note can be their change.
    """
    after = add_pieces(add_pieces(have, received), given, -1)
    short = sorted(face for face, count in after.items() if count < 0)
    if short:
        return Rejected(code=ErrorCode.PIECES_SHORT, params={"faces": ", ".join(short)})
    return after


def difference(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """The signed pieces between two bags."""
    return add_pieces(after, before, -1)


def limit_word(amount: int, soft: int, hard: int) -> str:
    """normal, near (above the soft maximum) or over (above the hard one)."""
    if amount > hard:
        return "over"
    return "near" if amount > soft else "normal"


def second_count_needed(variance: int, bound: int, attempts: int) -> bool:
    """A large difference is counted twice before anybody believes it."""
    return abs(variance) > bound and attempts < 2


def receipt_gaps(used: Mapping[str, Iterable[int]]) -> tuple[str, ...]:
    """Counters that no posting has used, by lease: ``1-0007``. The first of a lease is 1."""
    gaps = []
    for lease, numbers in sorted(used.items()):
        taken = set(numbers)
        gaps += [f"{lease}-{number:04d}" for number in range(1, max(taken, default=0)) if number not in taken]
    return tuple(gaps)


def add_flow(flows: Mapping[str, list[int]], kind: str, amount: int) -> dict[str, list[int]]:
    """One more movement of this kind: items and the signed sum."""
    items, total = flows.get(kind, (0, 0))
    return {**flows, kind: [items + 1, total + amount]}
