"""The rules of loans, pure: what a product must say, what may be applied for, which step may follow which."""

from contract.errors import ErrorCode, Rejected
from contract.loans import LoanState, LoanTerms, SetLoanProduct
from contract.money import CURRENCIES
from contract.schedules import latest_first_due
from server.loans.tables import LoanProductRow, LoanRow


def product_fault(command: SetLoanProduct, before: LoanProductRow | None) -> Rejected | None:
    """Whether the product fits together; ``missing`` names what does not."""
    terms, missing = command.terms, ""
    if command.least > command.most:
        missing = "least"
    if command.shortest > command.longest:
        missing = "shortest"
    if max(terms.grace_principal, terms.grace_interest) >= command.shortest:
        missing = "grace"
    if len(set(terms.due)) < len(terms.due) or len(set(terms.early)) < len(terms.early):
        missing = "order"
    if command.currency not in CURRENCIES or (before is not None and before.currency != command.currency):
        missing = "currency"
    return Rejected(code=ErrorCode.LOAN_PRODUCT_UNFIT, params={"missing": missing}) if missing else None


def bounds_fault(product: LoanProductRow | None, amount: int, currency: str, term: int) -> Rejected | None:
    """Whether the product is there and allows so much over so many instalments."""
    if product is None or product.off:
        return Rejected(code=ErrorCode.PRODUCT_UNKNOWN)
    if product.currency != currency:
        return Rejected(code=ErrorCode.WRONG_CURRENCY, params={"account": product.currency})
    if product.least <= amount <= product.most and product.shortest <= term <= product.longest:
        return None
    params = {"least": product.least, "most": product.most, "currency": product.currency, "shortest": product.shortest,
              "longest": product.longest}  # fmt: skip
    return Rejected(code=ErrorCode.LOAN_BOUNDS, params=params)


def first_due_fault(terms: LoanTerms, start: str, first_due: str) -> Rejected | None:
    """The first instalment is due after the money is handed out, and not too long after."""
    latest = latest_first_due(terms.every, start)
    if start < first_due <= latest:
        return None
    return Rejected(code=ErrorCode.LOAN_FIRST_DUE, params={"after": start, "latest": latest})


def step_fault(row: LoanRow | None, branch: str, *states: LoanState) -> Rejected | None:
    """Whether the loan is one of this branch, and in a state that the step begins in."""
    if row is None or row.branch != branch:
        return Rejected(code=ErrorCode.LOAN_UNKNOWN)
    if row.state not in states:
        return Rejected(code=ErrorCode.LOAN_STATE, params={"number": row.number, "state": row.state})
    return None


def line_fault(taken_offline: bool) -> Rejected | None:
    """Nothing about a loan is done without the server: what is owed, and whether it was handed out, is known only there."""
    return Rejected(code=ErrorCode.LOAN_NEEDS_LINE) if taken_offline else None


def amount_fault(row: LoanRow, amount: int, currency: str) -> Rejected | None:
    """Never more is handed out than was approved, and in the loan's currency."""
    if row.currency != currency:
        return Rejected(code=ErrorCode.WRONG_CURRENCY, params={"account": row.currency})
    if amount > row.approved:
        return Rejected(code=ErrorCode.LOAN_TOO_MUCH, params={"most": row.approved, "currency": row.currency})
    return None
