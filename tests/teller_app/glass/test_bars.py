from teller_app.glass.bars import Bar, Bars
from teller_app.glass.look import Look


def bars(qtbot, *values: float) -> Bars:
    made = Bars(Look(), "Variance", 150)
    qtbot.addWidget(made)
    made.resize(200, 150)
    made.set_bars([Bar(value, str(at)) for at, value in enumerate(values)], "words")
    return made


def test_the_zero_line_leaves_room_for_what_is_below_it(qtbot) -> None:
    assert bars(qtbot, 5, 10).zero_line() > 120
    assert bars(qtbot, -5, -10).zero_line() < 10
    assert 40 < bars(qtbot, -10, 10).zero_line() < 90


def test_over_is_drawn_above_and_short_below_in_other_colours(qtbot) -> None:
    chart = bars(qtbot, 10, -10)
    image = chart.grab().toImage()
    zero = round(chart.zero_line())
    over, short = image.pixelColor(50, zero - 20), image.pixelColor(150, zero + 20)
    assert over.green() > over.red()
    assert short.red() > short.green()
    assert chart.accessibleDescription() == "words"
