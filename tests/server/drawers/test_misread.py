"""One amount typed for another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.causes import CauseKind, CauseSign
from server.drawers.misread import misread, swapped


def ways(booked: int, meant: int) -> list[tuple[CauseKind, CauseSign]]:
    return [(kind, sign) for kind, sign, _ in misread(booked, meant, 100)]


@pytest.mark.parametrize(
    ("booked", "meant", "sign"),
    [
        (450_00, 540_00, CauseSign.FIGURES),
        (-450_00, -540_00, CauseSign.FIGURES),
        (12_34, 12_43, CauseSign.FIGURES),
        (1_500_00, 150_00, CauseSign.NOUGHTS),
        (15_00, 1_500_00, CauseSign.NOUGHTS),
        (300_00, 600_00, CauseSign.HALVED),
        (-600_00, -300_00, CauseSign.DOUBLED_AMOUNT),
        (200_00, -200_00, CauseSign.WRONG_WAY),
    ],
)
def test_each_mistake_is_known(booked: int, meant: int, sign: CauseSign) -> None:
    assert sign in [found for _, found in ways(booked, meant)]


def test_other_amounts_are_no_mistake_of_a_kind() -> None:
    assert ways(450_00, 460_00) == []
    assert ways(450_00, 0) == []
    assert ways(-450_00, 540_00) == [], "other figures and the other way round are two mistakes"


def test_a_swap_moves_two_figures_and_no_more() -> None:
    assert swapped(1_234_00, 1_324_00, 100) == 1
    assert swapped(1_234_00, 3_214_00, 100) == 2
    assert swapped(1_234_00, 1_342_00, 100) == 0
    assert swapped(500_00, 50_00, 100) == 0, "no amount is typed with a nought in front"
    assert swapped(45_00, 40_50, 100) == 1, "a fraction was typed, so the point may lie between the two"


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_swap_is_a_swap_both_ways_and_a_multiple_of_nine(first: int, second: int) -> None:
    assert swapped(first, second, 100) == swapped(second, first, 100)
    if swapped(first, second, 100):
        assert (first - second) % 9 == 0
