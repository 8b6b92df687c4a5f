"""The rules of counts in between, pure: who may take which, and what is compared."""

from collections.abc import Iterable, Mapping

from contract.counts import CountKind
from contract.errors import ErrorCode, Rejected
from server.counts.tables import CountRow
from server.ledger import buckets


def take_fault(kind: CountKind, maker: str, cashier: str, witness: str, may_surprise: bool) -> Rejected | None:
    """A surprise is somebody else's with the right to it and the cashier as witness; the others are the cashier's own."""
    if kind is CountKind.SURPRISE:
        if maker == cashier:
            return Rejected(code=ErrorCode.SAME_PERSON)
        return None if may_surprise else Rejected(code=ErrorCode.DRAWER_NOT_YOURS)
    if maker != cashier:
        return Rejected(code=ErrorCode.DRAWER_NOT_YOURS)
    if kind is CountKind.HANDOVER and witness == cashier:
        return Rejected(code=ErrorCode.SAME_PERSON)
    return None


def pieces_fault(kind: CountKind, counted: Mapping[str, int], currency: str) -> Rejected | None:
    """Money of this currency; a micro-count is of one denomination."""
    fault = buckets.pieces_fault(counted, currency)
    if fault is not None:
        return fault
    if kind is CountKind.MICRO and len(counted) != 1:
        return Rejected(code=ErrorCode.ONE_DENOMINATION)
    return None


MICRO_TRIES = 2
"""So often one denomination is counted while nothing of it moves: a third answer of yes or no would not help, but tell a blind till its stock."""


def tries_fault(counted: Mapping[str, int], expected: Mapping[str, int], before: Iterable[CountRow]) -> Rejected | None:
    """Whether this denomination was counted often enough in this session (``before``: its micro-counts) as it lies there now."""
    faces = set(counted) | set(expected)
    same = [row for row in before if row.expected == expected and faces & (set(row.counted) | set(row.expected))]
    return Rejected(code=ErrorCode.COUNTED_ENOUGH) if len(same) >= MICRO_TRIES else None


def compared(kind: CountKind, counted: Mapping[str, int], held: Mapping[str, int]) -> dict[str, int]:
    """What the books expect of what was counted."""
    if kind is CountKind.MICRO:
        return {face: held.get(face, 0) for face in counted if held.get(face, 0)}
    return dict(held)
