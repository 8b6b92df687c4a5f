import msgspec
import pytest

from contract.loans import LoanState
from contract.schedules import effective_rate
from teller_app.loans import rules
from tests.teller_app.branches.desk import DAY
from tests.teller_app.loans.desk import (
    APPLIED,
    APPROVED,
    CLOSED,
    LINES,
    PRINCIPAL,
    PRODUCT,
    STARTED,
    TERMS,
    line,
    loan,
    paid,
    view,
)


def test_a_plan_is_the_contract_s_own_schedule_with_its_rate() -> None:
    plan = rules.planned(PRODUCT, 12_000_00, 18, "2026-12-22", DAY)
    assert plan is not None
    assert sum(one.principal for one in plan.lines) == 12_000_00
    assert plan.interest == sum(one.interest for one in plan.lines)
    assert plan.rate_year == effective_rate(12_000_00, DAY, plan.lines, TERMS.every)
    assert plan.largest == max(one.principal + one.interest for one in plan.lines)


@pytest.mark.parametrize(
    ("amount", "term", "first", "why"),
    [
        (499_99, 18, "2026-12-22", "loan_bounds"),
        (50_000_01, 18, "2026-12-22", "loan_bounds"),
        (12_000_00, 2, "2026-12-22", "loan_bounds"),
        (12_000_00, 37, "2026-12-22", "loan_bounds"),
        (12_000_00, 18, "", "date_unknown"),
        (12_000_00, 18, DAY, "loan_first_due"),
        (12_000_00, 18, "2027-06-01", "loan_first_due"),
        (12_000_00, 18, "2026-12-22", ""),
    ],
)
def test_what_the_product_does_not_allow_is_said_before_it_is_asked(
    amount: int, term: int, first: str, why: str
) -> None:
    assert rules.unfit(PRODUCT, amount, term, first, DAY) == why
    assert (rules.planned(PRODUCT, amount, term, first, DAY) is None) == bool(why)


@pytest.mark.parametrize(("typed", "term"), [("18", 18), ("", 0), ("x", 0), ("1.5", 0), ("٣", 0), ("12345", 0)])
def test_a_term_is_a_plain_number(typed: str, term: int) -> None:
    assert rules.read_term(typed) == term


def test_what_a_payment_covers_is_due_first_and_what_is_over_is_said() -> None:
    late = LINES[8]
    due = late.principal + late.interest
    covering = rules.covering(view(), due, DAY)
    assert (covering.interest, covering.principal, covering.over) == (late.interest, late.principal, 0)
    assert covering.left == loan().left - late.principal
    payoff = view().standing.payoff
    whole = rules.covering(view(), payoff + 10_00, DAY)
    assert (whole.over, whole.left, whole.closes) == (10_00, 0, True)


def test_instalments_stand_paid_late_today_part_or_scheduled() -> None:
    lines = paid(8)
    part = msgspec.structs.replace(lines[9], paid_interest=1)
    assert rules.stand_of(lines[0], DAY, True) == "paid"
    assert rules.stand_of(lines[8], DAY, True) == "late"
    assert rules.stand_of(lines[8], lines[8].due, True) == "today"
    assert rules.stand_of(part, DAY, True) == "part"
    assert rules.stand_of(lines[12], DAY, True) == "scheduled"
    assert rules.stand_of(lines[8], DAY, False) == "scheduled", "a plan is not late"
    assert rules.next_open(lines) == 9
    assert rules.next_open(paid(24)) == 0


def test_all_open_and_late_ones() -> None:
    counts = {which: len(rules.instalments(view(), which, DAY)) for which in rules.SHOWN}
    assert counts == {"all": 24, "open": 16, "late": 1}
    assert rules.instalments(view(CLOSED, 24), "late", DAY) == ()


def test_the_list_without_the_server() -> None:
    every = (APPLIED, APPROVED, loan(), CLOSED)
    assert rules.of_tab(every, "waiting") == (APPLIED, APPROVED)
    assert rules.of_tab(every, "active") == rules.of_tab(every, "late") == (loan(),)
    assert rules.of_tab(every, "all") == every
    assert rules.found(every, "kofi 421") == (APPLIED,)
    assert rules.found(every, "nobody") == ()


def test_what_the_journal_said_since_stands_in_the_list() -> None:
    now = loan(left=0, state=LoanState.CLOSED)
    (shown,) = rules.with_facts((line(loan()),), (now,))
    assert (shown.loan, shown.standing) == (now, line(loan()).standing)


def test_the_balance_lies_above_the_plan_by_what_is_late() -> None:
    by_plan, owed = rules.plan_left(view(), DAY)
    assert (by_plan[0], by_plan[-1], len(by_plan)) == (PRINCIPAL, 0, 25)
    assert len(owed) == 10, "from the start on, and the nine due dates up to today"
    assert owed[-1] - by_plan[9] == LINES[8].principal
    assert rules.plan_left(view(APPROVED), DAY)[1] == ()
    assert STARTED < DAY
