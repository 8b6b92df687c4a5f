from teller_app.glass.look import Look
from teller_app.glass.sparkline import Sparkline


def test_a_rising_line_ends_high_and_is_said_in_words(qtbot) -> None:
    line = Sparkline(Look(), "Cash in drawer", 50)
    qtbot.addWidget(line)
    line.resize(120, 50)
    ground = line.grab().toImage()
    line.set_values([1, 2, 3, 4], "rose from 1 to 4")
    image = line.grab().toImage()
    changed = [y for y in range(50) if image.pixel(112, y) != ground.pixel(112, y)]
    assert min(changed) < 14
    assert line.accessibleDescription() == "rose from 1 to 4"
    line.set_values([1], "one value")
    assert line.grab().toImage() == ground
