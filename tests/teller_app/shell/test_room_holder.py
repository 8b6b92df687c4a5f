from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from teller_app.glass.look import Look
from teller_app.glass.scroll_bar import THICK
from teller_app.shell.room_holder import RoomHolder


def holder(qtbot, width: int, height: int) -> RoomHolder:
    room = QWidget()
    room.minimumSizeHint = lambda: QSize(800, 500)
    made = RoomHolder(Look(), room)
    qtbot.addWidget(made)
    made.resize(width, height)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_room_fills_a_large_window(qtbot) -> None:
    shown = holder(qtbot, 1000, 700)
    assert shown.room.size() == QSize(1000, 700)


def test_a_room_is_never_squeezed_but_scrolled(qtbot) -> None:
    narrow = holder(qtbot, 600, 700)
    assert narrow.room.size() == QSize(800, 700 - THICK)
    assert narrow.horizontalScrollBar().maximum() == 200
    narrow.horizontalScrollBar().setValue(90)
    narrow.to_beginning()
    assert narrow.horizontalScrollBar().value() == 0
    low = holder(qtbot, 1000, 300)
    assert low.room.size() == QSize(1000 - THICK, 500)
    assert (low.horizontalScrollBar().maximum(), low.verticalScrollBar().maximum()) == (0, 200)
