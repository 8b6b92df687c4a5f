"""Undoing a step of a loan: the ledger reverses its transaction, and here the loan is again what it was before."""

from collections.abc import Iterable

from contract.errors import ErrorCode, Rejected
from server.core.context import Context
from server.core.store import Key
from server.core.unit import Unit
from server.ledger.tables import TransactionRow
from server.loans import disbursing, repaying, writing_off
from server.loans.facts import keep, replace
from server.loans.tables import LOAN_STEPS, LOANS

CASH_KINDS = {repaying.KIND: -1, disbursing.KIND: 1}
"""What undoing a step in cash does to the drawer."""
KINDS = frozenset({*CASH_KINDS, writing_off.KIND})


class LoanUndoing:
    """The ledger's ``Undoing`` for loans."""

    kinds = KINDS
    cash_kinds = CASH_KINDS

    def needs(self, original: TransactionRow, unit: Unit) -> Iterable[Key]:
        """The step and its loan."""
        yield LOAN_STEPS, original.id
        step = unit.peek(LOAN_STEPS, original.id)
        if step is not None:
            yield LOANS, step.loan

    def fault(self, ctx: Context, original: TransactionRow) -> Rejected | None:
        """Only the newest step can be undone: what came after it was reckoned on it."""
        step = ctx.get(LOAN_STEPS, original.id)
        loan = ctx.get(LOANS, step.loan) if step else None
        if loan is None or loan.last_step == original.id:
            return None
        return Rejected(code=ErrorCode.NOT_REVERSIBLE, params={"status": "later_step", "kind": original.kind})

    def done(self, ctx: Context, original: TransactionRow) -> None:
        """The loan as it was, but for the day on which something last happened to it."""
        step = ctx.get(LOAN_STEPS, original.id)
        if step is None:
            return
        ctx.put(LOAN_STEPS, replace(step, undone=True))
        keep(ctx, replace(ctx.must(LOANS, step.loan), **step.before), ctx.business_date)
