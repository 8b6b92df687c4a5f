from datetime import date

import pytest

from teller_app.printing.loan_chart import LEVELS, bound_of, month_of


@pytest.mark.parametrize(
    ("principal", "bound"),
    [
        (12_000_00, 12_000_00),
        (12_000_01, 16_000_00),
        (25_000_00, 30_000_00),
        (999_00, 1_000_00),
        (81_00, 100_00),
        (1, 100),
    ],
)
def test_the_scale_ends_in_a_round_figure_that_holds_the_principal(principal: int, bound: int) -> None:
    assert bound_of(principal) == bound
    assert bound % LEVELS == 0


def test_the_axis_says_months() -> None:
    assert month_of(date(2026, 11, 20)) == "Nov 2026"
