from PySide6.QtGui import QColor

from teller_app.glass.line_chart import Line, LineChart
from teller_app.glass.look import Look


def test_lines_labels_and_the_bound_are_drawn_and_said(qtbot) -> None:
    look = Look()
    chart = LineChart(look, "PAR30")
    qtbot.addWidget(chart)
    chart.resize(300, 150)
    empty = chart.grab().toImage()
    lines = [Line((2.0, 3.0, 4.5)), Line((1.0, 1.5, 2.0), "warn_mark")]
    chart.set_lines(lines, ("Sep", "Oct", "Nov"), "rises from 2.0 to 4.5", (5.0, "bound 5%"))
    shown = chart.grab().toImage()
    assert shown != empty
    assert chart.span() == (1.0, 5.0)
    assert chart.accessibleDescription() == "rises from 2.0 to 4.5"
    mark = look.tokens.accent_mark
    near = [QColor(shown.pixel(x, y)) for x in range(300) for y in range(150)]
    assert any(
        abs(c.red() - mark.red()) + abs(c.green() - mark.green()) + abs(c.blue() - mark.blue()) < 12 for c in near
    )


def test_one_value_is_no_line(qtbot) -> None:
    chart = LineChart(Look(), "PAR30")
    qtbot.addWidget(chart)
    chart.resize(300, 150)
    before = chart.grab().toImage()
    chart.set_lines([Line((1.0,))], (), "")
    assert chart.grab().toImage() == before


def test_a_line_ends_where_its_points_do_and_a_plan_is_dashed(qtbot) -> None:
    look = Look()
    chart = LineChart(look, "Balance against plan")
    qtbot.addWidget(chart)
    chart.resize(300, 150)

    def painted(*lines: Line) -> list[int]:
        """The columns in which something is painted above the foot."""
        chart.set_lines((), (), "")
        empty = chart.grab().toImage()
        chart.set_lines(lines, (), "")
        shown = chart.grab().toImage()
        return [x for x in range(300) if any(shown.pixel(x, y) != empty.pixel(x, y) for y in range(140))]

    assert max(painted(Line((4.0, 3.0, 2.0), of=5))) < 160 < max(painted(Line((4.0, 3.0, 2.0))))
    whole, dashed = painted(Line((4.0, 0.0))), painted(Line((4.0, 4.0, 0.0), "text2", dashed=True))
    assert max(dashed) > 280
    assert len(dashed) < len(whole), "there are gaps"
