import pytest

from teller_app.i18n.axis import levels


@pytest.mark.parametrize(
    ("most", "top"), [(0, 100), (99_00, 100_00), (5_300_000, 6_000_000), (1, 100), (10**12, 10**12)]
)
def test_the_axis_holds_the_most_with_round_figures(most: int, top: int) -> None:
    assert levels(most) == (0, top // 2, top)
