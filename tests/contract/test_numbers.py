import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.numbers import (
    account_mistyped,
    account_number,
    account_number_ok,
    check_digit,
    parse_receipt,
    receipt_number,
)

serials = st.integers(0, 9_999_999)


def test_verhoeffs_own_example() -> None:
    assert check_digit("236") == "3"
    assert check_digit("12345") == "1"


@given(serials)
def test_every_single_wrong_digit_is_caught(serial: int) -> None:
    number = account_number("1", "10", serial)
    assert account_number_ok(number)
    for place in range(len(number)):
        for digit in "0123456789":
            wrong = number[:place] + digit + number[place + 1 :]
            assert account_number_ok(wrong) == (wrong == number)


@given(serials)
def test_every_swap_of_neighbours_is_caught(serial: int) -> None:
    number = account_number("12", "3", serial)
    for place in range(len(number) - 1):
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert account_number_ok(swapped) == (swapped == number)


def test_thirteen_digits() -> None:
    assert account_number("001", "10", 42)[:12] == "001100000042"
    assert len(account_number("001", "10", 42)) == 13


@pytest.mark.parametrize("text", ["", "7", "00110000004x", "²1", "٤٢", "0011 0000 0042"])
def test_what_is_no_account_number(text: str) -> None:
    assert not account_number_ok(text)


def test_a_mistyped_number_is_known_by_its_last_digit_and_nothing_else_is_called_one() -> None:
    number = account_number("040", "10", 42)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert account_mistyped(wrong)
    assert account_mistyped(f"{wrong[:4]} {wrong[4:8]} {wrong[8:12]} {wrong[12:]}")
    for text in (number, wrong[:-1], f"{wrong}0", "", "Ama Mensah-Nk", "CZ-1234567890"):
        assert not account_mistyped(text)


@given(st.integers(1, 9999), st.dates(), st.integers(1, 9999), st.integers(1, 999_999))
def test_a_receipt_number_is_read_back(drawer: int, day: object, lease: int, counter: int) -> None:
    written = receipt_number(f"{drawer:02d}", str(day), lease, counter)
    assert parse_receipt(written) == (f"{drawer:02d}", str(day), lease, counter)


def test_a_receipt_number_as_people_see_it() -> None:
    assert receipt_number("04", "2026-11-22", 1, 31) == "04-20261122-1-0031"


@pytest.mark.parametrize(
    "text", ["", "04-20261122-1", "04-2026112-1-0031", "04-20261122-x-0031", "04-20261122-²-0031", "a-20261122-1-1"]
)
def test_what_is_no_receipt_number(text: str) -> None:
    assert parse_receipt(text) is None
