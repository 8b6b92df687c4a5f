import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contract.money import (
    CURRENCIES,
    MINOR_MAX,
    Money,
    Pieces,
    add_pieces,
    face_minor,
    pieces_total,
    split,
    unknown_faces,
)

weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=30)
faces = st.sampled_from([item.face for item in CURRENCIES["GHS"].denominations])
bags = st.dictionaries(faces, st.integers(1, 1000))


@given(st.integers(0, MINOR_MAX), weights)
def test_a_split_loses_nothing_and_is_fair_to_a_unit(total: int, weights: list[int]) -> None:
    whole = sum(weights)
    assume(whole)
    shares = split(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        exact, rest = divmod(total * weight, whole)
        assert share in ((exact,) if rest == 0 else (exact, exact + 1))


@given(st.integers(0, 10**9), weights)
def test_who_weighs_as_much_gets_as_much_and_the_earlier_one_the_odd_unit(total: int, weights: list[int]) -> None:
    assume(sum(weights))
    shares = split(total, weights * 2)
    for first, second in zip(shares, shares[len(weights) :], strict=False):
        assert first - second in (0, 1)


def test_largest_remainder() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(10, [15, 15, 70]) == [2, 1, 7]
    assert split(5, [0, 1]) == [0, 5]


@pytest.mark.parametrize("weights", [[], [0, 0], [3, -1]])
def test_weights_that_cannot_share(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split(1, weights)


@given(bags, bags)
def test_adding_and_taking_away_pieces(have: dict[str, int], more: dict[str, int]) -> None:
    total = add_pieces(have, more)
    assert pieces_total(total) == pieces_total(have) + pieces_total(more)
    assert add_pieces(total, more, sign=-1) == have


def test_a_note_and_a_coin_of_one_value_are_two_faces() -> None:
    assert face_minor("200") == face_minor("200c") == 200
    assert pieces_total({"20000": 3, "200c": 1, "200": 2}) == 60_600
    assert unknown_faces({"200": 1, "200c": 1}, "GHS") == []


def test_unknown_faces() -> None:
    assert unknown_faces({"300": 1, "20000": 1, "20000c": 1}, "GHS") == ["20000c", "300"]
    assert unknown_faces({"100": 1}, "XXX") == ["100"]


@pytest.mark.parametrize("currency", CURRENCIES.values(), ids=lambda currency: currency.code)
def test_denominations_are_a_list_a_person_can_count_down(currency: object) -> None:
    from contract.money import Currency

    assert isinstance(currency, Currency)
    for notes in (True, False):
        values = [item.minor for item in currency.denominations if item.note is notes]
        assert values == sorted(set(values), reverse=True)
    assert all(msgspec.convert({item.face: 1}, Pieces) for item in currency.denominations)


@pytest.mark.parametrize("raw", [b'{"minor":0,"currency":"GHS"}', b'{"minor":1,"currency":"ghs"}', b'{"minor":1}'])
def test_money_is_positive_and_in_a_currency(raw: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=Money)
