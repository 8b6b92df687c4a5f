from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from teller_app.glass.look import Look
from teller_app.glass.panel import GUTTER
from teller_app.glass.scroll_column import ScrollColumn


def test_the_focus_is_brought_into_view_and_the_height_follows_the_contents(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    scroll = ScrollColumn(Look())
    QVBoxLayout(window).addWidget(scroll)
    fields = [QLineEdit() for _ in range(20)]
    for field in fields:
        field.setFixedHeight(30)
        scroll.column.addWidget(field)
    assert scroll.sizeHint().height() == 20 * 30 + 19 * 12
    window.resize(300, 200)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    fields[-1].setFocus()
    bottom = fields[-1].mapTo(scroll.viewport(), fields[-1].rect().bottomLeft()).y()
    assert 0 < bottom <= scroll.viewport().height()
    for field in fields[2:]:
        field.hide()
    qtbot.waitUntil(lambda: scroll.sizeHint().height() == 2 * 30 + 12)
    window.close()


def test_the_bar_takes_no_room_of_the_contents(qtbot) -> None:
    scroll = ScrollColumn(Look())
    qtbot.addWidget(scroll)
    for _ in range(20):
        field = QLineEdit()
        field.setMinimumSize(200, 30)
        scroll.column.add(field)
    scroll.resize(scroll.minimumSizeHint().width(), 100)
    scroll.show()
    wide = 200 + 2 * GUTTER
    qtbot.waitUntil(lambda: scroll.viewport().width() < scroll.width())
    assert scroll.viewport().width() >= wide, "the bar is there, and nothing is cut"
