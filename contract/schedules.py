"""A loan's schedule and its effective annual rate: one calculation for till and server. Whole minor units, halves to the even one.

Periods, rounding and grace as the figures of ``shared/cases/loan_schedules.json`` show them; days of a month of 30 as 30E/360 (ISDA 2006,
4.16 g), of a real year as Actual/Actual (4.16 b); the rate as Annex I of Directive 2014/17/EU.
"""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction

from contract.loan_doors import Instalment
from contract.loans import Accrual, Every, Interest, LoanTerms, MonthDays, Spread, YearDays

MILLION = 1_000_000
FIRST_DUE_MORE_DAYS = 60
"""How much longer than the others the first period may be."""
_A_YEAR = {Every.WEEK: 52, Every.FORTNIGHT: 26, Every.MONTH: 12}
_WEEKS = {Every.WEEK: 7, Every.FORTNIGHT: 14}
_PRECISION = Context(prec=40, rounding=ROUND_HALF_EVEN)
_HALVINGS = 70
"""Of the interval that the rate lies in: far below a part per million of it."""


def months_on(day: date, months: int, seed: int) -> date:
    """The ``seed``'s day of the month that many months on, the last one where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(seed, calendar.monthrange(year, month + 1)[1]))


def next_due(day: date, every: Every, seed: int, periods: int = 1) -> date:
    """The due date that many periods on."""
    if every is Every.MONTH:
        return months_on(day, periods, seed)
    return day + timedelta(days=_WEEKS[every] * periods)


def latest_first_due(every: Every, start: str) -> str:
    """The last day on which the first instalment may be due; the first such day is the one after ``start``."""
    day = date.fromisoformat(start)
    return (next_due(day, every, day.day) + timedelta(days=FIRST_DUE_MORE_DAYS)).isoformat()


def due_dates(start: str, first_due: str, every: Every, term: int) -> list[date]:
    """The due dates. Months keep the day of ``start`` where the first due date follows from it (31 January, 28 February, 31 March)."""
    opened, first = date.fromisoformat(start), date.fromisoformat(first_due)
    apart = (first.year - opened.year) * 12 + first.month - opened.month
    seed = opened.day if months_on(opened, apart, opened.day) == first else first.day
    return [next_due(first, every, seed, number) for number in range(term)]


def plan(terms: LoanTerms, principal: int, start: str, first_due: str, term: int) -> tuple[Instalment, ...]:
    """The schedule of ``principal`` minor units handed out on ``start``. Grace must be shorter than ``term``."""
    dues = due_dates(start, first_due, terms.every, term)
    opens = [date.fromisoformat(start), *dues[:-1]]
    shares = [share_of_year(terms, opened, due) for opened, due in zip(opens, dues, strict=True)]
    rows = _flat(terms, principal, shares) if terms.interest is Interest.FLAT else _declining(terms, principal, shares)
    lines, carried = [], 0
    balance = principal
    for number, (opened, due, (paid, accrued)) in enumerate(zip(opens, dues, rows, strict=True), 1):
        carried += accrued
        asked = carried if number > terms.grace_interest else 0
        carried -= asked
        balance -= paid
        lines.append(Instalment(number=number, opens=opened.isoformat(), due=due.isoformat(), principal=paid, interest=asked,
                                accrued=accrued, balance=balance))  # fmt: skip
    return tuple(lines)


def _declining(terms: LoanTerms, principal: int, shares: Sequence[Fraction]) -> list[tuple[int, int]]:
    """Principal and interest of each period on what is still owed then. Where the last instalment would differ from the others by more
    than half a unit for each of them, they are that much higher or lower, if that brings it nearer."""
    rates = [Fraction(terms.rate, MILLION) * share for share in shares]
    asked = _asked(principal, rates[terms.grace_principal :], terms.step)
    rows = _owing(terms, principal, rates, asked)
    paying, off = len(rates) - terms.grace_principal, sum(rows[-1]) - asked
    nearer = asked + round(Fraction(off, paying * terms.step)) * terms.step
    if terms.spread is Spread.INSTALMENTS and nearer != asked and abs(off) > paying // 2:
        other = _owing(terms, principal, rates, nearer)
        return other if abs(sum(other[-1]) - nearer) < abs(off) else rows
    return rows


def _owing(terms: LoanTerms, principal: int, rates: Sequence[Fraction], asked: int) -> list[tuple[int, int]]:
    """The same with a given instalment; the last one pays what is left."""
    grace, balance, rows = terms.grace_principal, principal, list[tuple[int, int]]()
    equal = round(Fraction(principal, len(rates) - grace))
    for number, rate in enumerate(rates, 1):
        interest = round(balance * rate)
        part = equal if terms.spread is Spread.PRINCIPAL else max(0, asked - interest)
        paid = 0 if number <= grace else balance if number == len(rates) else min(part, balance)
        balance -= paid
        rows.append((paid, interest))
    return rows


def _asked(principal: int, rates: Sequence[Fraction], step: int) -> int:
    """The equal instalment: what is owed, grown over the periods, over what one unit a period grows to."""
    with localcontext(_PRECISION):
        grown, units = Decimal(principal), Decimal(0)
        for rate in rates:
            factor = 1 + Decimal(rate.numerator) / Decimal(rate.denominator)
            grown, units = grown * factor, units * factor + 1
        return int((grown / units / step).to_integral_value()) * step


def _flat(terms: LoanTerms, principal: int, shares: Sequence[Fraction]) -> Iterator[tuple[int, int]]:
    """Interest of the whole principal in each period, the last one takes the odd units; the same for the principal."""
    rate, grace = Fraction(terms.rate, MILLION), terms.grace_principal
    whole, interests = round(principal * rate * sum(shares)), list[int]()
    for share in shares:
        interests.append(min(round(principal * rate * share), whole - sum(interests)))
    interests[-1] = whole - sum(interests[:-1])
    paying = len(shares) - grace
    asked = round(Fraction(principal + sum(interests[grace:]), paying * terms.step)) * terms.step
    equal, balance = round(Fraction(principal, paying)), principal
    for number, interest in enumerate(interests, 1):
        part = equal if terms.spread is Spread.PRINCIPAL else max(0, asked - interest)
        paid = 0 if number <= grace else balance if number == len(shares) else min(part, balance)
        balance -= paid
        yield paid, interest


def share_of_year(terms: LoanTerms, opened: date, due: date) -> Fraction:
    """How much of a year a period is."""
    periods = periods_between(opened, due, terms.every)
    if terms.accrual is Accrual.PERIOD:
        return periods / _A_YEAR[terms.every]
    days = (due - opened).days
    if terms.month is MonthDays.D30 and terms.every is Every.MONTH:
        days = 30 * int(periods) if periods.denominator == 1 else thirty_days(opened, due)
    elif terms.year is YearDays.ACTUAL:
        return real_years(opened, due)
    whole = 365 + calendar.isleap(opened.year) if terms.year is YearDays.ACTUAL else int(terms.year.value)
    return Fraction(days, whole)


def periods_between(opened: date, due: date, every: Every) -> Fraction:
    """Whole periods counted back from ``due``, and the odd days before them as a share of the period that they lie in."""
    if every is not Every.MONTH:
        return Fraction((due - opened).days, _WEEKS[every])
    apart = (due.year - opened.year) * 12 + due.month - opened.month
    if months_on(opened, apart, opened.day) == due:
        return Fraction(apart)
    whole = 0
    while months_on(due, -whole - 1, due.day) >= opened:
        whole += 1
    later, earlier = months_on(due, -whole, due.day), months_on(due, -whole - 1, due.day)
    return whole + Fraction((later - opened).days, (later - earlier).days)


def thirty_days(opened: date, due: date) -> int:
    """Days where every month has 30 (30E/360)."""
    months = (due.year - opened.year) * 12 + due.month - opened.month
    return 30 * months + min(due.day, 30) - min(opened.day, 30)


def real_years(opened: date, due: date) -> Fraction:
    """Years where a day of a leap year is a 366th (Actual/Actual)."""
    total = Fraction(0)
    for year in range(opened.year, due.year + 1):
        first, after = max(opened, date(year, 1, 1)), min(due, date(year + 1, 1, 1))
        total += Fraction((after - first).days, 365 + calendar.isleap(year))
    return total


def effective_rate(principal: int, start: str, lines: Sequence[Instalment], every: Every) -> int:
    """The effective annual rate (APR) of a schedule, in parts per million: months are twelfths of a year, weeks 52nds, odd days 365ths."""
    if not lines:
        return 0
    first, opened = date.fromisoformat(lines[0].due), date.fromisoformat(start)
    before = _before_first(opened, first, every)
    flows = [(Fraction(0), -principal)]
    flows += [(before + number, line.principal + line.interest) for number, line in enumerate(lines)]
    return a_year(rate_a_period(flows), _A_YEAR[every])


def _before_first(opened: date, first: date, every: Every) -> Fraction:
    if every is not Every.MONTH:
        return Fraction((first - opened).days, _WEEKS[every])
    whole = int(periods_between(opened, first, every))
    odd = max(0, (months_on(first, -whole, first.day) - opened).days)
    return whole + Fraction(12 * odd, 365)


def a_year(rate: Decimal, periods: int) -> int:
    """A rate a period as the effective one of a year, in parts per million."""
    with localcontext(_PRECISION):
        return int((((1 + rate) ** periods - 1) * MILLION).to_integral_value())


def rate_a_period(flows: Sequence[tuple[Fraction, int]]) -> Decimal:
    """The rate a period at which what is handed out (negative) and what is paid (positive) are worth the same. Times in periods; never below 0."""
    flows = sorted(flows)
    with localcontext(_PRECISION):
        low, high = Decimal(0), Decimal(1)
        if _worth(flows, low) <= 0:
            return low
        while _worth(flows, high) > 0:
            low, high = high, high * 2
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if _worth(flows, middle) > 0:
                low = middle
            else:
                high = middle
        return high


def _worth(flows: Sequence[tuple[Fraction, int]], rate: Decimal) -> Decimal:
    """What the flows are worth at time 0."""
    value, factor, now = Decimal(0), Decimal(1), Fraction(0)
    gaps: dict[Fraction, Decimal] = {}
    for when, amount in flows:
        gap = when - now
        if gap not in gaps:
            gaps[gap] = (1 + rate) ** -(Decimal(gap.numerator) / Decimal(gap.denominator))
        factor, now = factor * gaps[gap], when
        value += amount * factor
    return value
