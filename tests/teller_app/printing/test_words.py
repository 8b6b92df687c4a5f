import pytest
from hypothesis import given
from hypothesis import strategies as st

from teller_app.printing.facts import CZK, GHS
from teller_app.printing.words import in_words


@pytest.mark.parametrize(
    ("minor", "words"),
    [
        (480_00, "Four hundred and eighty Ghana cedis only"),
        (1_00, "One Ghana cedi only"),
        (1, "Zero Ghana cedis and one pesewa only"),
        (2_01, "Two Ghana cedis and one pesewa only"),
        (1_250_00, "One thousand two hundred and fifty Ghana cedis only"),
        (
            12_345_678_90,
            "Twelve million three hundred and forty-five thousand six hundred and seventy-eight Ghana cedis "
            "and ninety pesewas only",
        ),
        (1_000_000_50, "One million Ghana cedis and fifty pesewas only"),
    ],
)
def test_words_of_print_5(minor: int, words: str) -> None:
    assert in_words(minor, GHS) == words


def test_the_roll_drops_the_country_and_other_currencies_have_their_names() -> None:
    assert in_words(480_00, GHS, short=True) == "Four hundred and eighty cedis only"
    assert in_words(1_01, CZK) == "One Czech crown and one heller only"


@given(st.integers(0, 10**17))
def test_no_commas_and_always_closed(minor: int) -> None:
    words = in_words(minor, GHS)
    assert "," not in words
    assert words.endswith(" only")
    assert words[0].isupper()


def test_nothing_is_worth_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="negative"):
        in_words(-1, GHS)
