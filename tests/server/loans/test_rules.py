"""The rules on their own: bounds, dates, states."""

import pytest

from contract.errors import ErrorCode, Rejected
from contract.loans import Every, LoanState, LoanTerms
from contract.schedules import latest_first_due
from server.loans import rules
from server.loans.facts import kept_terms
from server.loans.tables import LoanProductRow, LoanRow

PRODUCT = LoanProductRow(code="p", name="P", currency="GHS", least=100, most=500, shortest=2, longest=4,
                         terms=kept_terms(LoanTerms(rate=1)))  # fmt: skip
LOAN = LoanRow(id="l", number="LN-1", customer="c", holder="Ama", branch="b", product="p", product_name="P", currency="GHS", asked=500,
               term=3, first_due="2026-02-01", purpose="x", state="approved", made_by="m", at="", business_date="", terms={},
               approved=400)  # fmt: skip


def code(fault: Rejected | None) -> ErrorCode | None:
    return fault.code if fault else None


@pytest.mark.parametrize(
    ("amount", "term", "fits"),
    [(100, 2, True), (500, 4, True), (99, 2, False), (501, 2, False), (100, 1, False), (100, 5, False)],
)
def test_bounds_hold_at_their_edges(amount: int, term: int, fits: bool) -> None:
    assert (rules.bounds_fault(PRODUCT, amount, "GHS", term) is None) is fits


def test_a_product_of_another_currency_or_none() -> None:
    assert code(rules.bounds_fault(PRODUCT, 100, "CZK", 2)) is ErrorCode.WRONG_CURRENCY
    assert code(rules.bounds_fault(None, 100, "GHS", 2)) is ErrorCode.PRODUCT_UNKNOWN


@pytest.mark.parametrize("every", Every)
def test_the_first_due_date_lies_between(every: Every) -> None:
    terms, start = LoanTerms(rate=1, every=every), "2026-01-31"
    latest = latest_first_due(every, start)
    assert (
        rules.first_due_fault(terms, start, "2026-02-01") is None
        and rules.first_due_fault(terms, start, latest) is None
    )
    assert code(rules.first_due_fault(terms, start, start)) is ErrorCode.LOAN_FIRST_DUE
    assert code(rules.first_due_fault(terms, start, "2027-01-31")) is ErrorCode.LOAN_FIRST_DUE


def test_a_step_begins_in_its_state_at_its_branch() -> None:
    assert rules.step_fault(LOAN, "b", LoanState.APPROVED) is None
    assert code(rules.step_fault(LOAN, "b", LoanState.ACTIVE)) is ErrorCode.LOAN_STATE
    assert code(rules.step_fault(LOAN, "c", LoanState.APPROVED)) is ErrorCode.LOAN_UNKNOWN
    assert code(rules.step_fault(None, "b", LoanState.APPROVED)) is ErrorCode.LOAN_UNKNOWN


def test_never_more_than_was_approved_never_without_the_server() -> None:
    assert rules.amount_fault(LOAN, 400, "GHS") is None
    assert code(rules.amount_fault(LOAN, 401, "GHS")) is ErrorCode.LOAN_TOO_MUCH
    assert code(rules.amount_fault(LOAN, 1, "CZK")) is ErrorCode.WRONG_CURRENCY
    assert rules.line_fault(False) is None and code(rules.line_fault(True)) is ErrorCode.LOAN_NEEDS_LINE
