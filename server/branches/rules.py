"""The rules of a branch's day, pure: what blocks its close, and how often somebody may be nudged."""

from collections.abc import Sequence

from contract.branches import DayFigures
from contract.errors import ErrorCode, Rejected

NUDGE_S = 10 * 60
"""How long a nudge about the same thing to the same person has to be waited out."""


def close_fault(
    drawers: Sequence[str], on_its_way: Sequence[str], vaults: Sequence[str], reason: str
) -> Rejected | None:
    """Drawers, then cash between people, then the vault. A reason forces the last, never the first two: that cash is somewhere."""
    if drawers:
        return Rejected(code=ErrorCode.DRAWERS_STILL_OPEN, params={"drawers": ", ".join(drawers)})
    if on_its_way:
        return Rejected(code=ErrorCode.MOVE_PENDING, params={"number": ", ".join(on_its_way), "state": "sent"})
    if vaults and not reason.strip():
        return Rejected(code=ErrorCode.VAULT_NOT_COUNTED, params={"currencies": ", ".join(vaults)})
    return None


def tie_fault(figures: Sequence[DayFigures], reason: str) -> Rejected | None:
    """Cash that is not the ledger's: it stands in the report for ever, so somebody says why the day ends so."""
    off = next((found for found in figures if not found.ties), None)
    if off is None or reason.strip():
        return None
    return Rejected(code=ErrorCode.DAY_NOT_TIED, params={"amount": off.off, "currency": off.currency})


def nudge_fault(last: str, after: str) -> Rejected | None:
    """Whether the last nudge (a stamp, "" for none) is long enough ago: not later than ``after``. Stamps sort as text."""
    return Rejected(code=ErrorCode.NUDGED_ALREADY, params={"at": last}) if last > after else None
