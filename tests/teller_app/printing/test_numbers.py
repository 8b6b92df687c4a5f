from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teller_app.i18n import formats
from teller_app.printing import numbers
from teller_app.printing.facts import GHS, Currency
from tests.support.cases import cases


def published() -> list[Any]:
    found = [case.values[0] for case in cases("ghana_currency_format")]
    return [case for case in found if case["kind"] == "currency_format" and case["inputs"]["currency"] == "GHS"]


@pytest.mark.parametrize("case", published(), ids=lambda case: case["id"])
def test_published_figures(case: dict[str, Any]) -> None:
    """CLDR's en-GH digits; the sign is ours: the true minus, attached to the figure (PRINT 5)."""
    minor = int(Decimal(case["inputs"]["amount"]) * 100)
    digits = case["expected"]["iso_code_form"].replace("GHS\u00a0", "").replace("GHS ", "")
    assert numbers.money(minor, GHS) == formats.money(minor) == digits.replace("-", numbers.MINUS)


@given(st.integers(-(10**15), 10**15))
def test_a_figure_reads_back(minor: int) -> None:
    text = numbers.money(minor, GHS).replace(numbers.MINUS, "-").replace(",", "")
    assert int(Decimal(text) * 100) == minor


def test_signs_and_other_exponents() -> None:
    yen = Currency("JPY", "¥", ("yen", "yen"), ("", ""), ("yen", "yen"), exponent=0)
    assert numbers.money(-2000, GHS) == "\u221220.00"
    assert numbers.money(2000, GHS, plus=True) == "+20.00"
    assert numbers.money(0, GHS, plus=True) == "0.00"
    assert numbers.money(1234567, yen) == "1,234,567"
    assert numbers.money_in_text(2000, GHS) == "GH₵\u00a020.00"


def test_units_journal_and_dates() -> None:
    assert numbers.unit(20000, GHS, coin=False) == "200"
    assert numbers.unit(200, GHS, coin=True) == "2.00"
    assert numbers.unit(50, GHS, coin=False) == "0.50"
    assert numbers.journal_number(48394) == "48\u00a0394"
    assert numbers.long_date(date(2026, 11, 20)) == "Fri 20 Nov 2026"


def test_instants_are_printed_in_gmt_and_naive_ones_refused() -> None:
    there = datetime(2026, 11, 20, 15, 52, 19, tzinfo=timezone(timedelta(hours=2)))
    assert numbers.moment(there) == "20 Nov 2026 13:52:19"
    assert numbers.clock(datetime(2026, 1, 1, 8, 2, tzinfo=UTC), seconds=False) == "08:02"
    with pytest.raises(ValueError, match="zone"):
        numbers.clock(datetime(2026, 1, 1))


def test_masks_keep_what_print_allows() -> None:
    assert numbers.masked_account("040 1019 2276 02") == "040 •••• ••76 02"
    assert numbers.masked_account("1234") == "••34"


def test_a_card_shows_its_last_four_figures() -> None:
    assert numbers.masked_card("GHA-123454417-0") == "GHA-•••••4417-•"
    assert numbers.masked_card("AB12345678") == "••••••5678"
    assert numbers.masked_card("7") == "7"
