from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.money import CURRENCIES, face_minor, pieces_total
from teller_app.vault.payout import suggest, usual
from tests.support.cases import cases

FACES = ["20000", "10000", "5000", "2000", "1000", "500", "200c", "100c", "50c"]


def of_kind(kind: str) -> list[Any]:
    return [case for case in cases("ghana_denominations") if case.values[0]["kind"] == kind]


@pytest.mark.parametrize("case", of_kind("denominations"))
def test_published_series(case: dict[str, Any]) -> None:
    said, series = case["inputs"], CURRENCIES[case["inputs"]["currency"]]
    wanted = [int(Decimal(text) * 10**series.decimals) for text in case["expected"]["denominations"]]
    assert [item.minor for item in series.denominations if item.note is (said["type"] == "banknote")] == wanted


@pytest.mark.parametrize("case", of_kind("greedy_breakdown"))
def test_published_breakdowns(case: dict[str, Any]) -> None:
    """Out of plenty the fewest pieces. Where one value is both a note and a coin, either counts."""
    currency = CURRENCIES[case["inputs"].get("currency", "GHS")]
    amount = int(Decimal(case["inputs"]["amount"]) * 10**currency.decimals)
    found: Counter[int] = Counter()
    for face, count in suggest(amount, {item.face: 10**9 for item in currency.denominations}, currency.code).items():
        found[face_minor(face)] += count
    assert found == {
        int(Decimal(value) * 10**currency.decimals): count for value, count in case["expected"]["fewest_pieces"]
    }


def test_a_fifth_of_each_piece_stays_while_anything_else_will_do() -> None:
    assert suggest(100_000, {"20000": 5, "10000": 10}, "GHS") == {"20000": 4, "10000": 2}


def test_the_reserve_is_touched_before_it_fails() -> None:
    assert suggest(100_000, {"20000": 5}, "GHS") == {"20000": 5}


def test_three_twenties_where_the_only_ten_is_gone() -> None:
    assert suggest(6_000, {"5000": 10, "2000": 10}, "GHS") == {"2000": 3}


def test_a_note_that_is_withdrawn_is_counted_and_goes_out_to_nobody() -> None:
    assert suggest(400, {"200": 9, "100": 9, "100c": 4}, "GHS") == {"100c": 4}
    assert suggest(400, {"200": 9, "100": 9}, "GHS") == {}


def test_what_cannot_be_made_is_no_suggestion() -> None:
    assert suggest(1, {"20000": 9}, "GHS") == {}
    assert suggest(30_000, {"20000": 1}, "GHS") == {}


def test_straps_go_whole_and_worn_notes_stay() -> None:
    assert suggest(600_000, {"5000": 30, "5000:strapped": 100}, "GHS") == {"5000": 20, "5000:strapped": 100}
    assert suggest(300_000, {"5000": 30, "5000:strapped": 100}, "GHS") == {}
    assert suggest(10_000, {"5000:mutilated": 2, "10000:suspect": 1}, "GHS") == {}


@given(st.dictionaries(st.sampled_from(FACES), st.integers(0, 60)), st.integers(1, 40_000))
def test_it_is_exact_and_there(stock: dict[str, int], units: int) -> None:
    found = suggest(units * 50, stock, "GHS")
    assert all(0 < count <= stock.get(face, 0) for face, count in found.items())
    assert not found or pieces_total(found) == units * 50


@pytest.mark.parametrize("amount", [0, 50])
def test_nothing_needs_nothing(amount: int) -> None:
    assert suggest(amount, {"50c": 5}, "GHS") == ({"50c": 1} if amount else {})


@given(
    amount=st.integers(1, 4_000).map(lambda tens: tens * 1_000),
    wanted=st.dictionaries(st.sampled_from(FACES[:6]), st.integers(1, 400), max_size=6),
    loose=st.dictionaries(st.sampled_from(FACES[:6]), st.integers(0, 600), max_size=6),
    straps=st.dictionaries(st.sampled_from(FACES[:6]), st.integers(0, 6), max_size=6),
)
def test_by_what_a_drawer_will_pay_out_it_is_the_amount_out_of_the_stock(
    amount: int, wanted: dict[str, int], loose: dict[str, int], straps: dict[str, int]
) -> None:
    stock = loose | {f"{face}:strapped": 100 * number for face, number in straps.items()}
    found = usual(amount, wanted, stock, "GHS")
    assert not found or pieces_total(found) == amount
    assert all(0 < count <= stock.get(face, 0) for face, count in found.items())
    assert all(count % 100 == 0 for face, count in found.items() if face.endswith(":strapped")), "straps go whole"


def test_small_notes_go_where_small_notes_are_paid_out() -> None:
    stock = {"20000": 400, "1000": 300, "500": 300}
    assert usual(300_000, {"1000": 200, "500": 100}, stock, "GHS") == {"1000": 240, "500": 120}
    assert usual(300_000, {}, stock, "GHS") == {}, "nobody knows what it will pay out"
