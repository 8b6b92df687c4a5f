"""The life of a variance, pure: who may accept it, what may still be settled, how a late entry changes it."""

from msgspec.structs import replace

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
    if short is not None and (row.rest < 0) is not short:
        return Rejected(code=ErrorCode.VARIANCE_WRONG_WAY)
    if amount > row.left:
        return Rejected(code=ErrorCode.VARIANCE_TOO_MUCH, params={"left": row.left, "currency": row.currency})
    return None


def settled_by(row: VarianceRow, amount: int) -> VarianceRow:
    """The variance with so much of what was left settled."""
    row = replace(row, settled=row.settled + (-amount if row.turned else amount))
    return row if row.rest else replace(row, state=VarianceState.SETTLED.value)


def relearnt(row: VarianceRow, amount: int, within: bool) -> VarianceRow:
    """The variance after a late entry: it is ``amount`` now, and what was settled of it stays settled.

    A manager's word holds for what they saw, and so for less of it; anything else above the tolerance waits for one again.
    """
    done = row.rest - row.amount
    row, before = replace(row, amount=amount, settled=done if amount < 0 else -done), row
    if not row.rest:
        return replace(row, state=VarianceState.SETTLED.value)
    less = abs(amount) <= abs(before.amount) and amount * before.amount >= 0
    accepted = before.state != VarianceState.RECORDED and (less or within)
    return replace(row, state=(VarianceState.ACCEPTED if accepted else VarianceState.RECORDED).value)


def with_change(sums: tuple[int, int, int], before: int | None, after: int) -> tuple[int, int, int]:
    """(over, short, count) with one close's variance changed from ``before`` (None: it is new) to ``after``."""
    over, short, count = sums
    over += max(0, after) - max(0, before or 0)
    short += max(0, -after) - max(0, -(before or 0))
    return over, short, count + (before is None)


def sums_of(row: OverShortRow) -> tuple[int, int, int]:
    """A person's sums as ``with_change`` takes them."""
    return row.over, row.short, row.count
