"""The life of a variance, pure: who may accept it, what may still be settled, how a late entry changes it."""

from contract.errors import ErrorCode, Rejected
from contract.variances import VarianceState
from server.variances.tables import OverShortRow, VarianceRow


def accept_fault(row: VarianceRow, user: str) -> Rejected | None:
    """A second person's word: neither whose drawer it was nor who counted it by force."""
    if user in (row.person, row.forced_by):
        return Rejected(code=ErrorCode.MAKER_IS_CHECKER)
    if row.state != VarianceState.RECORDED:
        return Rejected(code=ErrorCode.VARIANCE_OVER, params={"state": row.state})
    return None


def settle_fault(row: VarianceRow, amount: int, currency: str, short: bool | None) -> Rejected | None:
    """Whether so much of it can be settled. ``short``: a way that fits shortages (True) or surpluses (False) alone."""
    if row.currency != currency:
        return Rejected(code=ErrorCode.WRONG_CURRENCY, params={"account": row.currency})
    if row.state == VarianceState.RECORDED:
        return Rejected(code=ErrorCode.VARIANCE_NOT_ACCEPTED)
    if row.state == VarianceState.SETTLED:
        return Rejected(code=ErrorCode.VARIANCE_OVER, params={"state": row.state})
    if short is not None and (row.amount < 0) is not short:
        return Rejected(code=ErrorCode.VARIANCE_WRONG_WAY)
    if amount > row.left:
        return Rejected(code=ErrorCode.VARIANCE_TOO_MUCH, params={"left": row.left, "currency": row.currency})
    return None


def state_after(state: str, amount: int, settled: int) -> VarianceState:
    """Settled when nothing is left; what was settled and has something left again is accepted still."""
    if abs(amount) <= settled:
        return VarianceState.SETTLED
    return VarianceState.ACCEPTED if state == VarianceState.SETTLED else VarianceState(state)


def with_change(sums: tuple[int, int, int], before: int | None, after: int) -> tuple[int, int, int]:
    """(over, short, count) with one close's variance changed from ``before`` (None: it is new) to ``after``."""
    over, short, count = sums
    over += max(0, after) - max(0, before or 0)
    short += max(0, -after) - max(0, -(before or 0))
    return over, short, count + (before is None)


def sums_of(row: OverShortRow) -> tuple[int, int, int]:
    """A person's sums as ``with_change`` takes them."""
    return row.over, row.short, row.count
