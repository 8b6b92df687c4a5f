"""How money pays a loan: against the published stories, and what must hold of every payment."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract import repaying, schedules
from contract.loan_doors import Instalment
from contract.loans import Ahead, Interest, LoanTerms, Part, Spread
from tests.contract.loan_cases import minor
from tests.contract.loan_stories import PARTS, outside, play
from tests.support.cases import cases

START, FIRST = "2026-01-15", "2026-02-15"
ORDERS = st.permutations((Part.INTEREST, Part.PRINCIPAL)).map(tuple)
TERMS = st.builds(
    LoanTerms, rate=st.integers(0, 600_000), interest=st.sampled_from(Interest), spread=st.sampled_from(Spread), due=ORDERS,
    early=ORDERS, by_part=st.booleans(), ahead=st.sampled_from(Ahead), grace_interest=st.integers(0, 2),
)  # fmt: skip


@pytest.mark.parametrize("case", [case for case in cases("repayment_allocation") if not outside(case.values[0])])
def test_a_published_story_of_payments(case: dict[str, Any]) -> None:
    asked = list(play(case))
    assert asked
    for ours, printed in asked:
        for (day, amount, split), row in zip(ours, printed, strict=True):
            assert (day, amount) == (row["Transaction date"], minor(row["Amount"]))
            if split:
                assert {part: split.get(part, 0) for part in PARTS.values()} == {
                    part: minor(row[name]) for name, part in PARTS.items()
                }


def test_what_is_no_story_of_ours_says_why() -> None:
    assert all(outside(case.values[0]) or list(play(case.values[0])) for case in cases("repayment_allocation"))


@pytest.mark.parametrize(
    "case", [case for case in cases("arrears_ageing") if "instalments" in case.values[0]["inputs"]]
)
def test_published_arrears(case: dict[str, Any]) -> None:
    """What is late in all. The ranges by days are those of a report of section 5's rest, like the stories with pauses."""
    inputs = case["inputs"]
    lines = plain([(line["due"], minor(line["amount"])) for line in inputs["instalments"]])
    paid = minor(inputs["paid_total"])
    lines = repaying.with_paid(lines, repaying.cover(LoanTerms(rate=0), lines, paid, inputs["as_of"]))
    found = repaying.standing(lines, inputs["as_of"])
    assert found.arrears == sum(minor(amount) for amount in case["expected"].values())
    oldest = next(line for line in lines if line.paid_principal < line.principal)
    assert found.days == repaying.days_between(oldest.due, inputs["as_of"])


def test_what_is_no_arrears_of_ours_says_why() -> None:
    """By their form: stories with pauses and bucket edges are of the ageing report, which comes with section 5's rest."""
    later = {"steps": "stories of ranges and pauses by the day's end", "days_late": "the edge of a range"}
    for case in cases("arrears_ageing"):
        inputs = case.values[0]["inputs"]
        assert "instalments" in inputs or any(name in inputs for name in later), case.id


def plain(lines: list[tuple[str, int]]) -> tuple[Instalment, ...]:
    """A schedule without interest."""
    opens = [lines[0][0], *(due for due, _ in lines)]
    return tuple(
        Instalment(number=n, opens=opened, due=due, principal=amount, interest=0, accrued=0, balance=0)
        for n, (opened, (due, amount)) in enumerate(zip(opens, lines, strict=False), 1)
    )


@given(TERMS, st.integers(1, 10**9), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10**9)), max_size=8))
def test_payments_of_any_size_at_any_time(terms: LoanTerms, principal: int, payments: list[tuple[int, int]]) -> None:
    """Nothing is lost or made: what came in is principal, interest or over; neither is ever paid beyond what is owed."""
    lines = schedules.plan(terms, principal, START, FIRST, 6)
    day = date.fromisoformat(START)
    for wait, amount in payments:
        day += timedelta(days=wait)
        before = repaying.standing(lines, day.isoformat())
        parts = repaying.cover(terms, lines, amount, day.isoformat())
        taken = sum(part.principal + part.interest for part in parts)
        assert taken == min(amount, before.payoff)
        lines = repaying.with_paid(lines, parts)
        assert all(0 <= line.paid_principal <= line.principal for line in lines)
        assert all(0 <= line.paid_interest <= line.interest for line in lines)
        after = repaying.standing(lines, day.isoformat())
        assert after.payoff == before.payoff - taken, "the same day every unit counts"
        assert 0 <= after.due <= after.payoff


def loan(terms: LoanTerms | None = None) -> tuple[Instalment, ...]:
    return schedules.plan(terms or LoanTerms(rate=120_000), 60_000, START, FIRST, 6)


def test_what_is_owed_on_the_day_of_the_first_instalment_and_after() -> None:
    lines = loan()
    first = lines[0].principal + lines[0].interest
    quiet = repaying.standing(lines, "2026-02-14")
    assert (quiet.due, quiet.arrears, quiet.days, quiet.next_due, quiet.next_amount) == (0, 0, 0, FIRST, first)
    ripe = repaying.standing(lines, FIRST)
    assert (ripe.due, ripe.arrears, ripe.days) == (first, 0, 0)
    late = repaying.standing(lines, "2026-03-01")
    assert (late.due, late.arrears, late.days, late.next_due) == (first, first, 14, "2026-03-15")


def test_the_payoff_holds_the_interest_of_the_days_that_have_passed() -> None:
    lines = loan()
    assert repaying.standing(lines, START).payoff == 60_000
    half = repaying.standing(lines, "2026-01-30")
    assert half.payoff_interest == round(lines[0].accrued * 15 / 31)
    parts = repaying.cover(LoanTerms(rate=120_000), lines, half.payoff + 5, "2026-01-30")
    assert (
        sum(part.principal for part in parts) == 60_000 and sum(part.interest for part in parts) == half.payoff_interest
    )
    end = repaying.with_paid(lines, parts)
    assert repaying.standing(end, "2026-01-30").payoff == 0


def test_interest_that_a_grace_carried_is_in_the_payoff() -> None:
    lines = loan(LoanTerms(rate=120_000, grace_interest=2))
    assert [line.interest for line in lines[:2]] == [0, 0]
    assert lines[2].interest == sum(line.accrued for line in lines[:3])
    assert repaying.standing(lines, "2026-03-15").payoff_interest == lines[0].accrued + lines[1].accrued


@pytest.mark.parametrize(
    ("ahead", "paid"), [(Ahead.NEXT, [300, 0, 0]), (Ahead.LAST, [0, 0, 300]), (Ahead.SHARED, [100, 100, 100])]
)
def test_where_early_money_goes(ahead: Ahead, paid: list[int]) -> None:
    lines = plain([("2026-02-15", 500), ("2026-03-15", 500), ("2026-04-15", 500)])
    parts = {part.number: part.principal for part in repaying.cover(LoanTerms(rate=0, ahead=ahead), lines, 300, START)}
    assert [parts.get(number, 0) for number in (1, 2, 3)] == paid


def test_one_part_over_all_instalments_before_the_other() -> None:
    lines = loan()
    by_part = LoanTerms(rate=120_000, by_part=True)
    parts = repaying.cover(by_part, lines, lines[0].interest + lines[1].interest, "2026-03-15")
    assert [(part.principal, part.interest) for part in parts] == [(0, lines[0].interest), (0, lines[1].interest)]


def test_interest_that_was_paid_ahead_is_given_back_at_the_end() -> None:
    lines = loan()
    ahead = repaying.cover(LoanTerms(rate=120_000), lines, 59_900, START)
    assert sum(part.interest for part in ahead) > 0
    lines = repaying.with_paid(lines, ahead)
    ends = repaying.standing(lines, START)
    assert (ends.payoff, ends.payoff_interest) == (100, -sum(part.interest for part in ahead))
    lines = repaying.with_paid(lines, repaying.cover(LoanTerms(rate=120_000), lines, 100, START))
    assert sum(line.paid_interest for line in lines) == 0 and sum(line.paid_principal for line in lines) == 60_000
