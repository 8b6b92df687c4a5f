"""The shared cases about loans as values of the contract: read by their features, never by their names."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from contract.loans import Accrual, Every, Interest, LoanTerms, MonthDays, Spread, YearDays

Case = dict[str, Any]


def minor(text: object) -> int:
    """An amount of a case in minor units of two decimals."""
    return round(Fraction(str(text)) * 100)


def ppm(percent: object) -> int:
    return round(Fraction(str(percent)) * 10_000)


def schedule_outside(case: Case) -> str:
    """Why a published schedule is none that a product of ours can have; empty: it is one."""
    inputs = case["inputs"]
    if inputs.get("loan", {}).get("product_facts", {}).get("down_payment_percent"):
        return "a part is paid back on the day of the disbursal: no product of ours"
    if "disbursement_date" in inputs:
        return "the periods begin before the money is handed out"
    if inputs.get("month_end_strategy") == "FIRST_DAY_OF_NEXT_MONTH":
        return "months without the day: the last day instead, as most banks say it"
    first = case["expected"].get("after_each_call", [{"call": "addDisbursement"}])[0]
    if first["call"] != "addDisbursement" or case["id"].endswith("866"):
        return "several disbursals, changed rates and rescheduling come with section 5's rest"
    return ""


def schedule_of(case: Case) -> tuple[LoanTerms, int, str, str, int]:
    """Terms, principal, start, first due date and term of a case."""
    inputs = case["inputs"]
    if "loan" in inputs:
        return _of_product(case)
    if "periods" in inputs:
        terms = LoanTerms(
            rate=ppm(inputs["annual_rate_percent"]),
            year=YearDays(_days(inputs["days_in_year"])),
            month=MonthDays(_days(inputs["days_in_month"])),
            every={("MONTHS", "1"): Every.MONTH, ("WEEKS", "2"): Every.FORTNIGHT}[inputs["frequency"], inputs["every"]],
        )
        first = inputs["periods"][0]
        amount = minor(case["expected"]["after_each_call"][0]["amount"])
        return terms, amount, first["from"], first["due"], len(inputs["periods"])
    actual = inputs["day_count"] == "actual/actual"
    terms = LoanTerms(
        rate=ppm(inputs["annual_rate_percent"]),
        year=YearDays.ACTUAL if actual else YearDays.D360,
        month=MonthDays.ACTUAL if actual else MonthDays.D30,
    )
    first_due = case["expected"]["schedule"][0]["due_date"]
    return terms, minor(inputs["principal"]), inputs["start"], first_due, inputs["n"]


def _of_product(case: Case) -> tuple[LoanTerms, int, str, str, int]:
    loan, rows = case["inputs"]["loan"], case["expected"]["schedule"]
    facts = loan["product_facts"]
    terms = LoanTerms(
        rate=ppm(loan["annual_rate_percent"]),
        interest=Interest.FLAT if loan["interest_type"] == "FLAT" else Interest.DECLINING,
        spread=Spread.INSTALMENTS if loan["amortization"] == "EQUAL_INSTALLMENTS" else Spread.PRINCIPAL,
        accrual=Accrual.PERIOD if loan["interest_calculation_period"].startswith("SAME") else Accrual.DAYS,
        year=YearDays(_days(facts["daysInYear"])),
        month=MonthDays(_days(facts["daysInMonth"])),
        grace_principal=int(loan["grace_principal"]),
        grace_interest=int(loan["effective_grace_on_interest_payment"]),
        step=minor(facts["installmentAmountInMultiplesOf"] or "0.01"),
    )
    return terms, minor(loan["principal"]), rows[0]["due_date"], rows[1]["due_date"], int(loan["n"])


def _days(said: object) -> str:
    return str(said).removeprefix("DAYS_").lower()


def rows_of(case: Case) -> Iterator[tuple[int, int, int]]:
    """Number, principal and interest of each instalment that a case prints."""
    if "schedule" in case["expected"]:
        for row in case["expected"]["schedule"]:
            if row["nr"]:
                yield int(row["nr"]), minor(row["principal"]), minor(row["interest"])
        return
    seen: dict[int, tuple[int, int, int]] = {}
    for row in case["expected"]["after_each_call"][0]["checks"]:
        number = int(row["period_index"]) + 1
        seen[number] = (number, minor(row["principal"]), minor(row["interest_of_period"]))
    yield from seen.values()


def flows_of(case: Case) -> list[tuple[Fraction, int]]:
    """Advances (negative) and payments of a case of the effective rate, in months or unit periods."""
    inputs = case["inputs"]
    if "advances" in inputs:
        out = [(Fraction(str(one["months_after_first_advance"])), -minor(one["amount"])) for one in inputs["advances"]]
        return out + [
            (Fraction(str(one["months_after_first_advance"])), minor(one["amount"])) for one in inputs["payments"]
        ]
    period = inputs["first_period"]
    first = period["full_unit_periods"] + Fraction(period["odd_days"], period["odd_days_divisor"])
    paid = [minor(stream["amount"]) for stream in inputs["payment_stream"] for _ in range(stream["count"])]
    return [(Fraction(0), -minor(inputs["advance"]["amount"])), *((first + n, one) for n, one in enumerate(paid))]
