"""The cash rules, pure: pieces never negative, counts that add up, what a variance needs."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from contract.buckets import set_aside
from contract.errors import ErrorCode, Rejected
from contract.money import CURRENCIES, add_pieces, pieces_total, worth
from contract.numbers import parse_receipt
from server.ledger.buckets import BROUGHT, payable_fault, pieces_fault

GAPS_MAX = 200
"""Lines of receipt gaps that a slip lists."""


def cash_fault(received: Mapping[str, int], given: Mapping[str, int], net_in: int, currency: str) -> Rejected | None:
    """Whether what changed hands is money of this currency and adds up to the amount."""
    fault = pieces_fault(received, currency, BROUGHT) or payable_fault(given, currency)
    if fault is not None:
        return fault
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
    after = add_pieces(have, received)
    if given:
        after = add_pieces(after, given, -1)
    short = [face for face, count in after.items() if count < 0]
    if short:
        return Rejected(code=ErrorCode.PIECES_SHORT, params={"faces": ", ".join(sorted(short))})
    return after


def difference(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """The signed pieces between two bags."""
    return add_pieces(after, before, -1)


def stale(number: int, device: str, lease: int, holder: str) -> bool:
    """Whether a command's lease is no longer the session's: another number, or another device under the same one."""
    return number != lease or device != holder


def limit_word(amount: int, soft: int, hard: int, minimum: int = 0) -> str:
    """over (above the hard maximum), near (above the soft one), low (below the minimum) or normal."""
    if amount > hard:
        return "over"
    if amount > soft:
        return "near"
    return "low" if amount < minimum else "normal"


def sank(before: int, after: int, minimum: int) -> str:
    """What a movement between these amounts (minor units) brings down: under, near (within a tenth above the minimum) or "".

    One that goes past both says only the worse; 0 is no minimum.
    """
    if not minimum:
        return ""
    if after < minimum <= before:
        return "under"
    return "near" if minimum <= after and after * 10 <= minimum * 11 < before * 10 else ""


def call_fault(last: str, after: str) -> Rejected | None:
    """Whether the custodian was last called (a stamp, "" for never) long enough ago: not later than ``after``. Stamps sort as text."""
    return Rejected(code=ErrorCode.NUDGED_ALREADY, params={"at": last}) if last > after else None


def not_open(number: str, state: str) -> Rejected:
    """Why a session takes no cash: its opening still waits for the custodian's signature, or it is counted or closed."""
    if state == "unsigned":
        return Rejected(code=ErrorCode.OPENING_UNSIGNED, params={"drawer": number})
    return Rejected(code=ErrorCode.DRAWER_NOT_OPEN, params={"drawer": number, "state": state})


def second_count_needed(variance: int, bound: int, attempts: int) -> bool:
    """A large difference is counted twice before anybody believes it."""
    return abs(variance) > bound and attempts < 2


def receipt_gaps(
    used: Mapping[str, Iterable[int]], drawer: str, day: str, lease: int = 0, declared: Iterable[int] = ()
) -> tuple[str, ...]:
    """Receipt numbers that no posting has used: ``04-20261124-1-0007``, a run as ``04-20261124-1-0007..0011``.

    ``used`` are counters by lease, the first of a lease is 1. ``declared`` are counters of ``lease`` that the workstation
    knows were given out and never booked, perhaps beyond the last one used.
    """
    taken = {int(key): set(numbers) for key, numbers in used.items()}
    known = set(declared) - taken.get(lease, set())
    gaps: list[str] = []
    for number in sorted(taken.keys() | ({lease} if known else set())):
        counters = taken.get(number, set())
        stem = f"{drawer}-{day.replace('-', '')}-{number}"
        gaps += [
            f"{stem}-{first:04d}" + (f"..{last:04d}" if last > first else "")
            for first, last in _runs(counters, known if number == lease else set())
        ]
    return tuple(gaps[:GAPS_MAX])


def never_booked(used: Mapping[str, Iterable[int]], lease: int, last: int) -> tuple[int, ...]:
    """The counters of ``lease`` that were given out after the last one used, up to ``last``: at most GAPS_MAX.

    Those between used ones need nobody to name them.
    """
    first = max(used.get(str(lease), ()), default=0) + 1
    return tuple(range(first, last + 1))[:GAPS_MAX]


def with_receipt(used: Mapping[str, list[int]], receipt: str, drawer: str, day: str) -> dict[str, list[int]]:
    """The used counters with this receipt's among them; a number of another drawer or day changes nothing."""
    parts = parse_receipt(receipt)
    if parts is None or parts[:2] != (drawer, day):
        return dict(used)
    lease = str(parts[2])
    return {**used, lease: sorted({*used.get(lease, ()), parts[3]})}


def _runs(taken: set[int], known: set[int]) -> list[tuple[int, int]]:
    """The runs below and between the counters taken, and the known ones above the last. Never walks a large gap."""
    edges = [0, *sorted(taken)]
    runs = [(low + 1, high - 1) for low, high in pairwise(edges) if high - low > 1]
    for number in sorted(known):
        if number > edges[-1]:
            joined = bool(runs) and runs[-1][1] == number - 1 and number - 1 > edges[-1]
            runs = [*runs[:-1], (runs[-1][0], number)] if joined else [*runs, (number, number)]
    return runs


def next_lease(day: str, lease_day: str, lease_number: int) -> int:
    """The number of a drawer's next lease on this business date: receipt numbers are built from it, so none is given twice."""
    return lease_number + 1 if day == lease_day else 1


LATE = ("late_in", "late_out")
"""Kinds of movement that became known after the count."""


def late_sum(flows: Mapping[str, list[int]]) -> int:
    """What the books learnt after the count, signed: it was in the drawer when it was counted."""
    return sum(flows[kind][1] for kind in LATE if kind in flows)


def as_pieces(total: int, currency: str) -> dict[str, int]:
    """``total`` minor units in the fewest pieces, where nobody can say which they are; the next count will.

    What is smaller than the smallest piece stays out; none for an amount below zero.
    """
    pieces: dict[str, int] = {}
    rest = max(total, 0)
    known = CURRENCIES[currency].denominations
    for item in sorted(known, key=lambda item: (-item.minor, not item.issued, not item.note)):
        count, rest = divmod(rest, item.minor)
        if count:
            pieces[item.face] = count
    return pieces


def spread(have: Mapping[str, int], total: int, currency: str) -> dict[str, int]:
    """A bag worth ``total`` where nobody can say which pieces went: what is set aside stays, the rest in the fewest pieces."""
    aside = set_aside(have)
    rest = total - pieces_total(aside)
    if rest < 0:
        aside = {face: count for face, count in aside.items() if not worth(face)}
        rest = total
    return add_pieces(as_pieces(rest, currency), aside)


def expected_pieces(bag: Mapping[str, int], late: Mapping[str, int], currency: str) -> dict[str, int]:
    """What should have lain in the drawer at the count, with what became known later."""
    pieces = add_pieces(bag, late)
    short = any(count < 0 for count in pieces.values())
    return spread(bag, pieces_total(pieces), currency) if short else pieces


def of_days(recent: Iterable[tuple[str, int]], days: int) -> tuple[tuple[str, int], ...]:
    """Variances summed by business date, oldest first, the last ``days`` dates."""
    sums: dict[str, int] = {}
    for day, minor in recent:
        sums[day] = sums.get(day, 0) + minor
    return tuple(sorted(sums.items())[-days:])


def add_flow(flows: Mapping[str, list[int]], kind: str, amount: int) -> dict[str, list[int]]:
    """One more movement of this kind: items and the signed sum."""
    items, total = flows.get(kind, (0, 0))
    return {**flows, kind: [items + 1, total + amount]}


def broken(legs: Mapping[int, int], moves: Mapping[int, int]) -> list[tuple[int, int, int]]:
    """(journal row, what was booked, what moved) wherever the two differ, oldest first."""
    rows = sorted(legs.keys() | moves.keys())
    return [(seq, legs.get(seq, 0), moves.get(seq, 0)) for seq in rows if legs.get(seq, 0) != moves.get(seq, 0)]
