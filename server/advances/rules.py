"""The rules of advances, pure: who pays whom, what retires how much, what is overdue."""

from contract.advances import AdvanceState
from contract.errors import ErrorCode, Rejected
from server.advances.tables import AdvanceRow


def step_fault(row: AdvanceRow | None, branch: str, user: str, state: AdvanceState) -> Rejected | None:
    """Whether somebody else may take this step now."""
    if row is None or row.branch != branch:
        return Rejected(code=ErrorCode.ADVANCE_UNKNOWN)
    if row.state != state:
        return Rejected(code=ErrorCode.ADVANCE_STATE, params={"number": row.number, "state": row.state})
    return Rejected(code=ErrorCode.SAME_PERSON) if row.person == user else None


def retire_fault(row: AdvanceRow, spent: int, back: int, papers: int) -> Rejected | None:
    """Receipts for what was spent, and no more than is owed."""
    if not spent + back or spent + back > row.left:
        return Rejected(code=ErrorCode.ADVANCE_AMOUNT, params={"left": row.left, "currency": row.currency})
    return Rejected(code=ErrorCode.PAPERS_MISSING) if spent and not papers else None


def overdue(row: AdvanceRow, business_date: str) -> bool:
    """Whether a reminder is due on this business date: paid, past its date, not reminded today."""
    return row.state == AdvanceState.PAID and row.due < business_date and row.reminded_on != business_date
