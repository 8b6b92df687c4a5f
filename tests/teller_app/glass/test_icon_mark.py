from teller_app.glass.icon_mark import IconMark
from teller_app.glass.look import Look


def test_it_is_as_large_as_its_icon_and_says_nothing(qtbot) -> None:
    mark = IconMark(Look("dark"), "phone", 14)
    qtbot.addWidget(mark)
    assert (mark.sizeHint().width(), mark.sizeHint().height(), mark.accessibleName()) == (14, 14, "")
    mark.resize(14, 14)
    image = mark.grab().toImage()
    assert len({image.pixel(x, y) for x in range(14) for y in range(14)}) > 2
