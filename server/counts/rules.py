"""The rules of counts in between, pure: who may take which, and what is compared."""

from collections.abc import Mapping

from contract.counts import CountKind
from contract.errors import ErrorCode, Rejected
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


def compared(kind: CountKind, counted: Mapping[str, int], held: Mapping[str, int]) -> dict[str, int]:
    """What the books expect of what was counted."""
    if kind is CountKind.MICRO:
        return {face: held.get(face, 0) for face in counted if held.get(face, 0)}
    return dict(held)
