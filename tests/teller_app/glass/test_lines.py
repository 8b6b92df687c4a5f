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


def test_a_mark_stands_before_the_words_and_more_beside_the_figure(qtbot) -> None:
    lines = Lines(Look(), "Decided today")
    qtbot.addWidget(lines)
    lines.resize(400, 40)
    lines.show()
    lines.set_lines([Line("Fatima Alhassan", figure="62,000.00", aside="09:12")])
    plain = lines.grab().toImage()
    pictures = []
    for mark in ("pos", "warn", "neg"):
        lines.set_lines([Line("Fatima Alhassan", figure="62,000.00", aside="09:12", mark=mark)])
        pictures.append(lines.grab().toImage())
    assert all(one != other for one, other in zip(pictures, (plain, *pictures[:2]), strict=True))
    assert lines.sizeHint().height() == 36, "a low line stays one"
    assert lines.accessibleDescription() == "Fatima Alhassan, 62,000.00, 09:12"
