from teller_app.glass.look import Look
from teller_app.glass.pace import LOOK_US, SLOW_TIMES, draw_text_us, is_slow


def test_it_measures_microseconds_and_the_best_is_no_worse_than_the_median(qapp) -> None:
    best, usual = draw_text_us(Look(), 5, best=True), draw_text_us(Look(), 5)
    assert 0.05 < best < 100_000
    assert usual > 0.05


def test_slow_is_what_misses_the_budgets() -> None:
    assert not is_slow(LOOK_US * SLOW_TIMES)
    assert is_slow(LOOK_US * SLOW_TIMES + 1)
