"""An account's six figures: opening, movement, closing, each on its side."""

import pytest

from teller_app.printing.trial_facts import Account


@pytest.mark.parametrize(
    ("opening", "debits", "credits", "figures"),
    [
        (100, 50, 30, (100, 0, 50, 30, 120, 0)),
        (-100, 50, 30, (0, 100, 50, 30, 0, 80)),
        (20, 0, 50, (20, 0, 0, 50, 0, 30)),
        (0, 0, 0, (0, 0, 0, 0, 0, 0)),
    ],
)
def test_a_balance_stands_on_one_side_and_may_change_it(
    opening: int, debits: int, credits: int, figures: tuple[int, ...]
) -> None:
    assert Account("1", "Cash", opening, debits, credits).figures == figures
