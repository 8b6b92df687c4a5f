import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.money import money_text
from teller_app.glass.amounts import AmountError, parse_minor, regroup

GOOD = [
    ("1,200.5", 2, 120050), ("1200", 2, 120000), (" 1 200.50 ", 2, 120050), (".5", 2, 50), ("5.", 2, 500), ("0", 2, 0),
    ("007", 2, 700), ("1,234,567.89", 2, 123456789), ("1\u00a0200", 2, 120000), ("1,500", 0, 1500), ("0.125", 3, 125),
]  # fmt: skip
BAD = [
    ("", AmountError.EMPTY), ("  ", AmountError.EMPTY), ("12k", AmountError.NOT_A_NUMBER), ("-5", AmountError.NEGATIVE),
    ("−5", AmountError.NEGATIVE), ("1.2.3", AmountError.NOT_A_NUMBER), ("1.234", AmountError.DECIMALS),
    ("1,2,3", AmountError.GROUPING), ("1,20", AmountError.GROUPING), ("12,3456", AmountError.GROUPING),
    (",123", AmountError.GROUPING), ("1,234 567", AmountError.GROUPING), (".", AmountError.NOT_A_NUMBER),
    ("1.5,0", AmountError.NOT_A_NUMBER), ("²", AmountError.NOT_A_NUMBER), ("٣", AmountError.NOT_A_NUMBER),
    ("1e5", AmountError.NOT_A_NUMBER), ("9" * 13, AmountError.TOO_LARGE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "decimals", "minor"), GOOD)
def test_amounts(text: str, decimals: int, minor: int) -> None:
    assert parse_minor(text, decimals) == minor


@pytest.mark.parametrize(("text", "error"), BAD)
def test_no_amounts(text: str, error: AmountError) -> None:
    assert parse_minor(text, 2) is error


@given(st.integers(0, 99_999_999_999_999), st.integers(0, 3))
def test_what_is_written_is_read_back(minor: int, decimals: int) -> None:
    assert parse_minor(money_text(minor, decimals), decimals) == minor


@given(st.text(alphabet="0123456789,. k-", max_size=12))
def test_any_text_is_an_amount_or_an_error_and_never_raises(text: str) -> None:
    parsed = parse_minor(text, 2)
    assert isinstance(parsed, AmountError) or parsed >= 0


@given(st.text(alphabet="0123456789,.", max_size=12), st.data())
def test_regrouping_keeps_every_figure_and_the_caret_among_them(text: str, data) -> None:
    caret = data.draw(st.integers(0, len(text)))
    grouped = regroup(text, caret)
    assert grouped.text.replace(",", "") == text.replace(",", "") or grouped.text == text
    assert grouped.text[: grouped.caret].replace(",", "") == text[:caret].replace(",", "") or grouped.text == text


def test_regrouping_twice_changes_nothing() -> None:
    assert regroup("1234567.8", 9) == ("1,234,567.8", 11) == regroup("1,234,567.8", 11)
    assert regroup("12k", 3) == ("12k", 3)
