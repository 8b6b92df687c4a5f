"""The cash rules: pieces never negative, cash conserved, gaps named, late cash reckoned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.errors import Rejected
from contract.money import CURRENCIES, add_pieces, pieces_total
from server.drawers import rules

FACES = [item.face for item in CURRENCIES["GHS"].denominations]
PIECES = st.dictionaries(st.sampled_from(FACES), st.integers(1, 30), max_size=5)
STEPS = st.lists(st.tuples(st.sampled_from(["move", "count", "late"]), PIECES, PIECES), max_size=25)


@given(PIECES, STEPS)
def test_over_any_day_no_piece_is_negative_and_the_cash_is_conserved(start: dict[str, int], steps: list) -> None:
    """opening + in - out + what counts found = what is there, whatever is tried in whatever order."""
    bag, books, flows = dict(start), pieces_total(start), {}
    for kind, received, handed in steps:
        if kind == "count":
            found = rules.difference(bag, received)
            bag, books = add_pieces(bag, found), books + pieces_total(received) - pieces_total(bag)
        elif kind == "late":
            flows = rules.add_flow(flows, "late_in", pieces_total(received))
        else:
            after = rules.moved(bag, received, handed)
            if isinstance(after, Rejected):
                continue
            assert rules.cash_fault(received, handed, pieces_total(after) - pieces_total(bag), "GHS") is None or not (
                received or handed
            )
            bag, books = after, books + pieces_total(received) - pieces_total(handed)
        assert all(count > 0 for count in bag.values())
        assert pieces_total(bag) == books
    assert rules.late_sum(flows) == sum(amount for _, amount in flows.values())


@given(PIECES, PIECES)
def test_what_cannot_be_handed_over_is_named(have: dict[str, int], handed: dict[str, int]) -> None:
    outcome = rules.moved(have, {}, handed)
    short = sorted(face for face in handed if handed[face] > have.get(face, 0))
    if short:
        assert isinstance(outcome, Rejected)
        assert outcome.params == {"faces": ", ".join(short)}
    else:
        assert rules.moved(outcome, handed, {}) == have  # type: ignore[arg-type]


@given(st.integers(0, 10**9))
def test_pieces_that_nobody_knows_are_worth_the_amount(total: int) -> None:
    pieces = rules.as_pieces(total, "GHS")
    assert pieces_total(pieces) == total
    assert not {"200", "100"} & set(pieces), "nor are they notes that nobody is given any more"
    assert pieces_total(rules.as_pieces(total, "CZK")) == total - total % 10


def test_a_customers_own_note_can_be_their_change() -> None:
    assert rules.moved({}, {"1000": 2}, {"1000": 1}) == {"1000": 1}


@pytest.mark.parametrize(
    ("amount", "word"), [(0, "normal"), (500, "normal"), (501, "near"), (900, "near"), (901, "over")]
)
def test_the_limit_in_words(amount: int, word: str) -> None:
    assert rules.limit_word(amount, 500, 900) == word


@pytest.mark.parametrize(
    ("amount", "word"), [(0, "low"), (99, "low"), (100, "normal"), (500, "normal"), (501, "near"), (901, "over")]
)
def test_below_the_minimum_the_cash_is_low(amount: int, word: str) -> None:
    assert rules.limit_word(amount, 500, 900, 100) == word


@pytest.mark.parametrize(("last", "fault"), [("", False), ("08:00", False), ("08:10", False), ("08:11", True)])
def test_a_call_is_waited_out(last: str, fault: bool) -> None:
    assert bool(rules.call_fault(last, "08:10")) is fault


@pytest.mark.parametrize(
    ("before", "after", "minimum", "said"),
    [
        (111, 110, 100, "near"),
        (500, 100, 100, "near"),
        (110, 109, 100, ""),
        (110, 99, 100, "under"),
        (100, 99, 100, "under"),
        (500, 0, 100, "under"),
        (99, 98, 100, ""),
        (90, 105, 100, ""),
        (500, 0, 0, ""),
    ],
)
def test_how_far_the_cash_sank(before: int, after: int, minimum: int, said: str) -> None:
    assert rules.sank(before, after, minimum) == said


@pytest.mark.parametrize(
    ("variance", "attempts", "needed"), [(5001, 1, True), (-5001, 1, True), (5000, 1, False), (9999, 2, False)]
)
def test_who_believes_a_large_difference(variance: int, attempts: int, needed: bool) -> None:
    assert rules.second_count_needed(variance, 5000, attempts) is needed


@pytest.mark.parametrize(
    ("used", "declared", "gaps"),
    [
        ({}, (), ()),
        ({"1": [1, 2, 3]}, (), ()),
        ({"1": [2, 6]}, (), ("1-0001", "1-0003..0005")),
        ({"1": [1], "2": [2]}, (), ("2-0001",)),
        ({"1": [1], "2": [1]}, (2, 3, 5), ("2-0002..0003", "2-0005")),
        ({"2": [1]}, (1,), ()),
        ({}, (1,), ("2-0001",)),
        ({"1": [999_999]}, (), ("1-0001..999998",)),
    ],
)
def test_receipt_numbers_never_used(used: dict[str, list[int]], declared: tuple, gaps: tuple) -> None:
    found = rules.receipt_gaps(used, "04", "2026-11-24", 2, declared)
    assert found == tuple(f"04-20261124-{gap}" for gap in gaps)


@pytest.mark.parametrize(
    ("used", "last", "burnt"),
    [
        ({}, 0, ()),
        ({"1": [1, 2]}, 2, ()),
        ({"1": [1, 4]}, 4, ()),
        ({"1": [1, 4]}, 6, (5, 6)),
        ({"2": [9]}, 1, (1,)),
        ({"1": [7]}, 3, ()),
    ],
)
def test_counters_given_out_after_the_last_one_booked(used: dict[str, list[int]], last: int, burnt: tuple) -> None:
    assert rules.never_booked(used, 1, last) == burnt
    assert len(rules.never_booked({}, 1, 999_999)) == rules.GAPS_MAX


def test_a_lease_number_is_given_once_a_day() -> None:
    assert rules.next_lease("2026-11-24", "", 0) == 1
    assert rules.next_lease("2026-11-24", "2026-11-24", 3) == 4
    assert rules.next_lease("2026-11-25", "2026-11-24", 3) == 1


def test_a_lease_is_one_number_on_one_device() -> None:
    assert [rules.stale(*of) for of in ((1, "a", 1, "a"), (1, "a", 2, "a"), (1, "b", 1, "a"))] == [False, True, True]


def test_change_that_the_books_do_not_know_keeps_its_value() -> None:
    assert rules.expected_pieces({"1000": 1}, {"500": 1}, "GHS") == {"1000": 1, "500": 1}
    assert pieces_total(rules.expected_pieces({"1000": 1}, {"2000": 1, "500": -2}, "GHS")) == 2000


def test_a_record_by_day_is_bounded() -> None:
    days = [(f"2026-11-{day:02d}", day) for day in range(1, 21)]
    assert rules.of_days([*days, ("2026-11-20", 5)], 14)[-1] == ("2026-11-20", 25)
    assert len(rules.of_days(days, 14)) == 14


def test_a_late_receipt_fills_its_gap_and_no_other() -> None:
    used = {"1": [1, 4]}
    assert rules.with_receipt(used, "04-20261124-1-0002", "04", "2026-11-24") == {"1": [1, 2, 4]}
    assert rules.with_receipt(used, "04-20261124-2-0001", "04", "2026-11-24") == {"1": [1, 4], "2": [1]}
    for other in ("", "05-20261124-1-0002", "04-20261123-1-0002"):
        assert rules.with_receipt(used, other, "04", "2026-11-24") == used
