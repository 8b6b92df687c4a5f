"""Schedules and rates against the published figures, and what must hold of every schedule."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract import schedules
from contract.loans import Accrual, Every, Interest, LoanTerms, MonthDays, Spread, YearDays
from tests.contract.loan_cases import flows_of, minor, rows_of, schedule_of, schedule_outside
from tests.support.cases import cases, files

SCHEDULES = [case for case in cases("loan_schedules") if not schedule_outside(case.values[0])]
OUTSIDE = {"fineract-LoanDownPayment-L1534", "fineract-emi-441", "fineract-emi-604", "fineract-emi-866", "fineract-generator-192.22", "fineract-monthend-uc3a"}  # fmt: skip
"""What a product of ours cannot be; ``schedule_outside`` says why of each."""
REAL_YEARS, THIRTY = "Actual/Actual ISDA", "30E/360 Eurobond"
OTHER_CONVENTIONS = {"30/360 Bond Basis (ISDA 30/360)", "30/360 US", "30E/360 ISDA", "Actual/Actual AFB", "Actual/Actual ISMA"}  # fmt: skip
"""Conventions of bonds that no loan product offers: of those with months of 30 we have the Eurobond's, of real years the ISDA's."""
ROLLING = {"date_advance", "roll"}
"""Due dates are days of the calendar: which of them the bank is closed on is no part of a schedule."""


@pytest.mark.parametrize("case", SCHEDULES)
def test_a_published_schedule(case: dict[str, Any]) -> None:
    lines = schedules.plan(*schedule_of(case))
    printed = {number: (principal, interest) for number, principal, interest in rows_of(case)}
    assert {line.number: (line.principal, line.interest) for line in lines if line.number in printed} == printed
    if "schedule" in case["expected"]:
        dues = [row["due_date"] for row in case["expected"]["schedule"] if row["nr"]]
        assert [line.due for line in lines] == dues


def test_what_is_no_schedule_of_ours_is_named() -> None:
    known = [case for case in files("loan_schedules").get("", {"cases": []})["cases"] if schedule_outside(case)]
    assert {case["id"] for case in known} <= OUTSIDE


@pytest.mark.parametrize("case", cases("loan_amortisation_ec2015"))
def test_the_first_year_of_a_mortgage(case: dict[str, Any]) -> None:
    """The printed figures are rounded for print only: each line of ours is within a cent of them a period, on the printed balance."""
    rate = LoanTerms(rate=round(Fraction(case["expected"]["first_periods"][0]["rate"].rstrip("%")) * 10_000), accrual=Accrual.PERIOD)  # fmt: skip
    for row in case["expected"]["first_periods"]:
        line = schedules.plan(rate, minor(row["initial"]), "2026-01-01", "2026-02-01", 240)[0]
        assert abs(line.accrued - minor(row["interest"])) <= 1


@pytest.mark.parametrize("case", [case for case in cases("loan_amortisation_ec2015") if "240 equal" in case.values[0]["inputs"]["narrative"]])  # fmt: skip
def test_the_instalment_of_a_mortgage(case: dict[str, Any]) -> None:
    terms = LoanTerms(rate=60_000, accrual=Accrual.PERIOD)
    lines = schedules.plan(terms, 200_000_00, "2026-01-01", "2026-02-01", 240)
    assert "1432.86" in case["inputs"]["narrative"] and lines[0].principal + lines[0].interest == 1432_86
    for line, row in zip(lines, case["expected"]["first_periods"], strict=False):
        assert abs(line.balance - minor(row["final_balance"])) <= line.number


@pytest.mark.parametrize("case", cases("apr_eu_ec2015"))
def test_the_effective_rate_of_the_eu(case: dict[str, Any]) -> None:
    found = schedules.a_year(schedules.rate_a_period(flows_of(case)), 12)
    assert round(Fraction(found, 1000)) == Fraction(case["expected"]["apr_percent_1dp"]) * 10
    assert abs(found - round(Fraction(case["expected"]["recomputed"]) * 10_000)) <= 1


@pytest.mark.parametrize("case", cases("apr_regz_appendix_j"))
def test_the_rate_a_period_of_regulation_z(case: dict[str, Any]) -> None:
    """Odd days are compounded here and simple there: no more than its hundredth apart."""
    nominal = schedules.rate_a_period(flows_of(case)) * case["inputs"]["unit_periods_per_year"] * 100
    assert abs(nominal - Decimal(case["expected"]["apr_percent"])) < Decimal("0.01")


@pytest.mark.parametrize("case", cases("day_count"))
def test_a_published_day_count(case: dict[str, Any]) -> None:
    inputs, expected = case["inputs"], case["expected"]
    start, end = date.fromisoformat(inputs["start"]), date.fromisoformat(inputs["end"])
    if inputs["convention"] == THIRTY:
        assert schedules.thirty_days(start, end) == expected["days"]
    elif inputs["convention"] == REAL_YEARS:
        assert abs(schedules.real_years(start, end) - Fraction(expected["year_fraction"])) < Fraction(1, 10**9)
    else:
        assert inputs["convention"] in OTHER_CONVENTIONS


@pytest.mark.parametrize("case", cases("date_rolling"))
def test_published_due_dates(case: dict[str, Any]) -> None:
    if case["kind"] in ROLLING:
        return
    inputs, expected = case["inputs"], case["expected"]["due_dates"]
    start = inputs.get("start") or inputs["first_due"]
    dues = schedules.due_dates(start, expected[0], Every.MONTH, len(expected))
    assert [day.isoformat() for day in dues] == expected


TERMS = st.builds(
    LoanTerms,
    rate=st.integers(0, 1_000_000),
    interest=st.sampled_from(Interest),
    spread=st.sampled_from(Spread),
    accrual=st.sampled_from(Accrual),
    year=st.sampled_from(YearDays),
    month=st.sampled_from(MonthDays),
    every=st.sampled_from(Every),
    grace_principal=st.integers(0, 3),
    grace_interest=st.integers(0, 3),
    step=st.sampled_from((1, 5, 100, 1000)),
)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(TERMS, st.integers(1, 10**11), DAYS, st.integers(1, 60), st.integers(4, 40))
def test_every_schedule_pays_all_back(terms: LoanTerms, principal: int, start: date, later: int, term: int) -> None:
    first = date.fromordinal(start.toordinal() + later)
    lines = schedules.plan(terms, principal, start.isoformat(), first.isoformat(), term)
    assert sum(line.principal for line in lines) == principal and lines[-1].balance == 0
    assert sum(line.interest for line in lines) == sum(line.accrued for line in lines)
    assert all(line.principal >= 0 and line.interest >= 0 for line in lines)
    assert [line.due for line in lines] == sorted({line.due for line in lines})
    assert all(line.opens == before.due for before, line in pairwise(lines))
    assert all(line.principal == 0 for line in lines[: terms.grace_principal])


@pytest.mark.parametrize("every", Every)
def test_a_first_period_that_is_longer_asks_for_more(every: Every) -> None:
    terms = LoanTerms(rate=240_000, every=every)
    latest = schedules.latest_first_due(every, "2026-01-15")
    regular = schedules.next_due(date(2026, 1, 15), every, 15).isoformat()
    usual, late = (schedules.plan(terms, 100_000, "2026-01-15", first, 6) for first in (regular, latest))
    assert late[0].accrued > usual[0].accrued
    rates = [schedules.effective_rate(100_000, "2026-01-15", lines, every) for lines in (usual, late)]
    assert all(240_000 < rate < 275_000 for rate in rates)


@pytest.mark.parametrize(
    ("opened", "due", "periods"),
    [("2026-01-31", "2026-02-28", 1), ("2026-01-15", "2026-03-01", 1 + Fraction(17, 31)), ("2026-02-28", "2026-03-31", 1), ("2026-03-01", "2026-03-02", Fraction(1, 28))],
)  # fmt: skip
def test_whole_months_and_odd_days(opened: str, due: str, periods: Fraction) -> None:
    assert schedules.periods_between(date.fromisoformat(opened), date.fromisoformat(due), Every.MONTH) == periods


def test_without_interest_the_rate_is_nothing() -> None:
    lines = schedules.plan(LoanTerms(rate=0), 1_000, "2026-01-01", "2026-02-01", 3)
    assert [line.principal for line in lines] == [333, 333, 334]
    assert schedules.effective_rate(1_000, "2026-01-01", lines, Every.MONTH) == 0
    assert schedules.effective_rate(1_000, "2026-01-01", (), Every.MONTH) == 0
