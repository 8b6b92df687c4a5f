"""The rules of a branch's day, pure: which date it may have, what blocks its close, and how often somebody may be nudged."""

from collections.abc import Sequence
from datetime import date, timedelta

from contract.branches import DayFigures
from contract.errors import ErrorCode, Rejected

NUDGE_S = 10 * 60
"""How long a nudge about the same thing to the same person has to be waited out."""
AHEAD_MAX_DAYS = 7
"""How far a business date may lie after today and after the last one: past a feast's closed days, not past a mistyped year."""
FIRST_AHEAD_MAX_DAYS = 3 * 366
"""Of a branch's first day: a bank that is set up, or rehearses, has no day to go by but that of a machine whose clock may be behind."""


def date_fault(wanted: str, last: str, today: date) -> Rejected | None:
    """Why a day may not be opened. ``last`` is the branch's last business date ("" before its first), ``today`` the server's.

    The date only moves forward: one that is far ahead, once opened, would keep every real day from being opened.
    """
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        # A thirty-ninth of a month would sort after every real day, and no later one could ever be opened.
        return Rejected(code=ErrorCode.DATE_UNKNOWN, params={"date": wanted})
    if wanted <= last:
        return Rejected(code=ErrorCode.DATE_NOT_AFTER, params={"date": last})
    start, most = (max(today, date.fromisoformat(last)), AHEAD_MAX_DAYS) if last else (today, FIRST_AHEAD_MAX_DAYS)
    if (day - start).days > most:
        latest = start + timedelta(days=most)
        return Rejected(code=ErrorCode.DATE_TOO_FAR, params={"latest": latest.isoformat()})
    return None


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
