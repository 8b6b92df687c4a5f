import pytest
from hypothesis import given
from hypothesis import strategies as st

from teller_app.i18n.twi_numbers import LARGEST, spelled_twi


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "hwee"),
        (1, "baako"),
        (10, "du"),
        (14, "dunan"),
        (21, "aduonu baako"),
        (100, "ɔha"),
        (1183, "apem ɔha aduɔwɔtwe mmiɛnsa"),
        (4865, "mpem ɛnan ahanwɔtwe aduosia enum"),
        (100_000, "mpem ɔha"),
        (2_000_010, "ɔpepem mmienu du"),
        (LARGEST, "1,000,000,000,000"),
    ],
)
def test_numbers_as_they_are_counted(number: int, said: str) -> None:
    assert spelled_twi(number) == said


@given(st.integers(0, LARGEST), st.integers(0, LARGEST))
def test_no_two_numbers_sound_the_same(one: int, other: int) -> None:
    assert (spelled_twi(one) == spelled_twi(other)) == (one == other)
