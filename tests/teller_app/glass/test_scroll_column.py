from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from teller_app.glass.look import Look
from teller_app.glass.panel import GUTTER
from teller_app.glass.scroll_column import STEP, ScrollColumn


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


def tall(qtbot, name: str = "The request") -> tuple[QWidget, ScrollColumn, list[QWidget]]:
    """A column of ten blocks of 60 px in a window that shows three, with a field above it."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit())
    scroll = ScrollColumn(Look(), spacing=0, name=name)
    column.addWidget(scroll)
    blocks = [QWidget() for _ in range(10)]
    for block in blocks:
        block.setFixedHeight(60)
        scroll.column.addWidget(block)
    window.resize(300, 230)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, scroll, blocks


def test_with_a_name_the_keys_reach_what_does_not_fit(qtbot) -> None:
    window, scroll, blocks = tall(qtbot)
    bar = scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
    assert scroll.hasFocus() and scroll.accessibleName() == "The request"
    QTest.keyClick(scroll, Qt.Key.Key_Down)
    assert bar.value() == STEP
    QTest.keyClick(scroll, Qt.Key.Key_PageDown)
    assert STEP < bar.value() < bar.maximum()
    QTest.keyClick(scroll, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(scroll, Qt.Key.Key_Home)
    assert bar.value() == 0
    QTest.keyClick(scroll, Qt.Key.Key_Tab)
    assert not scroll.hasFocus()
    for block in blocks[2:]:
        block.hide()
    qtbot.waitUntil(lambda: scroll.focusPolicy() is Qt.FocusPolicy.NoFocus)
    window.close()


def test_without_a_name_it_is_no_stop(qtbot) -> None:
    window, scroll, _ = tall(qtbot, "")
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    assert scroll.focusPolicy() is Qt.FocusPolicy.NoFocus
    window.close()


def test_a_part_is_revealed_and_what_is_higher_than_the_view_goes_on(qtbot) -> None:
    window, scroll, blocks = tall(qtbot)
    bar = scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    high = QWidget()
    high.setFixedHeight(500)
    scroll.column.addWidget(high)
    qtbot.waitUntil(lambda: bar.maximum() >= 600)
    scroll.reveal(blocks[4])
    assert bar.value() == 240
    scroll.reveal(blocks[4])
    assert bar.value() == 240, "all of it is seen"
    seen = []
    for _ in range(6):
        scroll.reveal(high)
        seen.append(bar.value())
    assert seen[0] == 600 and seen[1] > 600 and max(seen) == bar.maximum() and seen.count(600) > 1
    window.close()


def test_a_line_says_where_the_contents_go_on(qtbot) -> None:
    window, scroll, _ = tall(qtbot)
    bar = scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert scroll.over.edges() == (False, True)
    begin = scroll.over.grab().toImage()
    bar.setValue(bar.maximum() // 2)
    assert scroll.over.edges() == (True, True) and scroll.over.grab().toImage() != begin
    bar.setValue(bar.maximum())
    assert scroll.over.edges() == (True, False)
    window.close()
