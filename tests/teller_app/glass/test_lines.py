from PySide6.QtGui import QImage

from teller_app.glass.lines import Line, Lines
from teller_app.glass.look import Look


def test_lines_can_be_heard_and_take_their_height(qtbot) -> None:
    lines = Lines(Look(), "Limits")
    qtbot.addWidget(lines)
    assert lines.sizeHint().height() == 0
    lines.set_lines([Line("Soft maximum", figure="50,000.00"), Line("Opening", "08:02", "20,000.00", "vault")])
    assert lines.sizeHint().height() == 72
    assert lines.accessibleDescription() == "Soft maximum, 50,000.00; Opening, 08:02, 20,000.00"


def test_a_long_figure_is_not_cut(qtbot) -> None:
    """The figure is painted as wide as it is: nothing of it may depend on a fixed column."""
    lines = Lines(Look(), "Facts")
    qtbot.addWidget(lines)
    lines.resize(600, 40)

    def ink(figure: str) -> int:
        lines.set_lines([Line("", figure=figure)])
        picture = lines.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        ground = picture.pixelColor(0, 0)
        return next(x for x in range(600) if any(picture.pixelColor(x, y) != ground for y in range(34)))

    assert ink("8" * 40) < 600 - 40 * 5
