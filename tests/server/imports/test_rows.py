"""Every field's check, and amounts and dates of every shape."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.ledger import Side
from contract.money import MINOR_MAX
from server.imports import rows
from server.imports.rows import TransactionLine

GOOD = {"reference": "T1", "account": "A1", "date": "2026-11-24", "side": "credit", "amount": "12.50", "currency": "GHS", "kind": "deposit",
        "narration": ""}  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_date_of_the_calendar_is_one(day: date) -> None:
    assert rows.date_fault(day.isoformat()) == ""


@given(st.integers(1, 9999), st.integers(0, 14), st.integers(0, 33))
def test_no_other_day_is_one(year: int, month: int, day: int) -> None:
    real = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    assert (rows.date_fault(f"{year:04d}-{month:02d}-{day:02d}") == "") == real


@given(st.text(max_size=12) | st.decimals().map(str))
def test_no_text_breaks_the_checks(text: str) -> None:
    assert rows.date_fault(text) in ("", "not_a_date")
    reasons = ("", "not_an_amount", "not_positive", "too_many_decimals", "amount_too_large")
    assert rows.amount_fault(text) in reasons


@given(st.integers(1, MINOR_MAX))
def test_amounts_come_back_to_the_minor_unit(minor: int) -> None:
    text = f"{minor // 100}.{minor % 100:02d}"
    assert rows.amount_fault(text) == ""
    line = rows.parse("transactions.csv", GOOD | {"amount": text})
    assert isinstance(line, TransactionLine)
    assert (line.amount, line.side) == (minor, Side.CREDIT)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("reference", "", "bad_number"), ("account", "a b", "bad_number"), ("date", "2026-02-29", "not_a_date"), ("date", "24.11.2026", "not_a_date"),
        ("side", "in", "bad_side"), ("amount", "12,50", "not_an_amount"), ("amount", "NaN", "not_an_amount"), ("amount", "0", "not_positive"),
        ("amount", "-1", "not_positive"), ("amount", "1.005", "too_many_decimals"), ("amount", "1" + "0" * 18, "amount_too_large"),
        ("amount", "1e999999", "not_an_amount"), ("amount", "1_0", "not_an_amount"), ("amount", "١٢", "not_an_amount"), ("amount", "", "not_an_amount"),
        ("amount", "0.00999999999999999999999999999999", "too_many_decimals"), ("amount", "1000000000000.00", "amount_too_large"),
        ("currency", "XXX", "unknown_currency"), ("kind", "Cash!", "bad_kind"), ("narration", "x" * 141, "too_long"), ("narration", "a\nb", "control_character"),
    ],
)  # fmt: skip
def test_what_is_refused_and_why(field: str, value: str, reason: str) -> None:
    faults = rows.faults_of("transactions.csv", 7, GOOD | {field: value})
    assert [(fault.line, fault.field, fault.reason) for fault in faults] == [(7, field, reason)]


def test_a_good_row_has_no_fault() -> None:
    assert rows.faults_of("transactions.csv", 2, GOOD) == []


PERSON = {"number": "C1", "full_name": "Ama", "birth_date": "", "phone": "", "card_number": ""}
ACCOUNT = {"external_number": "1", "customer": "C1", "product": "60", "currency": "CZK", "opened_on": "1993-01-01"}


@pytest.mark.parametrize(
    ("file", "good", "field", "value", "reason"),
    [
        ("customers.csv", PERSON, "number", "x" * 41, "bad_number"),
        ("customers.csv", PERSON, "full_name", "", "missing"),
        ("customers.csv", PERSON, "full_name", "x" * 121, "too_long"),
        ("customers.csv", PERSON, "full_name", "Ama\x00", "control_character"),
        ("customers.csv", PERSON, "full_name", "\u202eamA", "control_character"),
        ("customers.csv", PERSON, "full_name", "\u200b", "control_character"),
        ("customers.csv", PERSON, "full_name", "Ama\u2028Mensah", "control_character"),
        ("customers.csv", PERSON, "birth_date", "1993-02-29", "not_a_date"),
        ("customers.csv", PERSON, "phone", "0244187306", "not_e164"),
        ("customers.csv", PERSON, "card_number", "x" * 25, "too_long"),
        ("accounts.csv", ACCOUNT, "external_number", "a,b", "bad_number"),
        ("accounts.csv", ACCOUNT, "customer", "", "bad_number"),
        ("accounts.csv", ACCOUNT, "product", "", "bad_number"),
        ("accounts.csv", ACCOUNT, "currency", "czk", "unknown_currency"),
        ("accounts.csv", ACCOUNT, "opened_on", "", "not_a_date"),
    ],
)
def test_people_and_accounts_too(file: str, good: dict[str, str], field: str, value: str, reason: str) -> None:
    assert rows.faults_of(file, 3, good) == []
    assert rows.faults_of(file, 3, good | {field: value}) == [rows.Fault(file, 3, field, reason, value[:60])]
