"""Every field's check, and amounts and dates of every shape."""

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
        ("currency", "XXX", "unknown_currency"), ("kind", "Cash!", "bad_kind"), ("narration", "x" * 141, "too_long"),
    ],
)  # fmt: skip
def test_what_is_refused_and_why(field: str, value: str, reason: str) -> None:
    faults = rows.faults_of("transactions.csv", 7, GOOD | {field: value})
    assert [(fault.line, fault.field, fault.reason) for fault in faults] == [(7, field, reason)]


def test_a_good_row_has_no_fault() -> None:
    assert rows.faults_of("transactions.csv", 2, GOOD) == []
