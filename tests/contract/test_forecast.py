"""When the last piece is gone, and how many have to lie there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.forecast import PART, SLOT_MIN, Drain, needed, runs_out

SLOTS = st.lists(st.integers(-5 * PART, 9 * PART), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("held", "rest", "minute"),
    [
        (10, (500, 500), None),
        (10, (500, 500, 1), 60),
        (10, (2000,), 15),
        (0, (100,), 0),
        (0, (0, 0), None),
        (5, (-500, 1000), None),
        (5, (-500, 1001), 59),
    ],
)
def test_the_minute_of_the_last_piece(held: int, rest: tuple[int, ...], minute: int | None) -> None:
    assert runs_out(held, Drain(face="1000", rest=rest), 0, len(rest) * SLOT_MIN) == minute


def test_a_slot_that_has_begun_ends_where_slots_end() -> None:
    assert runs_out(1, Drain(face="1000", rest=(0, 200)), 9 * 60 + 20, 10 * 60) == 9 * 60 + 45


@given(SLOTS, st.integers(0, 60))
def test_what_is_needed_is_what_lasts(rest: list[int], held: int) -> None:
    drain, until = Drain(face="1000", rest=tuple(rest)), len(rest) * SLOT_MIN
    assert runs_out(needed(drain), drain, 0, until) is None
    minute = runs_out(held, drain, 0, until)
    assert (minute is None) == (held >= needed(drain))
    assert minute is None or 0 <= minute < until
