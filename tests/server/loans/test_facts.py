"""Schedule and terms go into a row and come back the same; what a step changed is written down."""

from hypothesis import given
from hypothesis import strategies as st

from contract.loans import LoanTerms
from contract.schedules import plan
from server.loans import facts
from server.loans.tables import LOAN_STEPS, LoanRow
from tests.server.drawers.house import ACCOUNT, EFUA, done
from tests.server.loans.house import PRINCIPAL, LoanHouse, repay
from tests.server.loans.test_rules import LOAN


@given(st.integers(1, 10**9), st.integers(1, 30), st.integers(0, 500_000))
def test_a_schedule_is_kept_whole(principal: int, term: int, rate: int) -> None:
    terms = LoanTerms(rate=rate)
    lines = plan(terms, principal, "2026-01-01", "2026-02-01", term)
    row: LoanRow = facts.replace(
        LOAN, principal=principal, terms=facts.kept_terms(terms), lines=facts.kept_lines(lines)
    )
    assert (facts.lines_of(row), facts.terms_of(row)) == (lines, terms)


def test_a_fact_says_what_the_row_holds(house: LoanHouse) -> None:
    row = house.loan(house.active())
    fact = facts.loan_fact(row)
    assert (fact.loan, fact.number, fact.left, fact.interest) == (row.id, row.number, PRINCIPAL, row.interest)
    assert facts.loan_audience(row).branch == row.branch and facts.product_audience().branch == ""


def test_a_step_keeps_what_it_changed(house: LoanHouse) -> None:
    loan = house.active()
    before = house.loan(loan)
    command = repay(loan, 100_00, ACCOUNT)
    done(house.run(command, EFUA))
    step = house.row(LOAN_STEPS, command.transaction)
    assert set(step.before) == {"left", "interest_paid", "lines", "last_step"} - (
        {"interest_paid"} if not step.interest else set()
    )
    assert (step.before["left"], step.before["last_step"], step.place) == (before.left, before.last_step, 2)
