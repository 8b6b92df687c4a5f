from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from teller_app.glass.look import Look
from teller_app.glass.send_grid import SendGrid, SendRow

HEADS = ("Piece", "Send", "Value", "Drawer now", "After", "Lasts until")
ROWS = (
    SendRow("20000", "Note of 200", 20_000, True, 20, 31, "17:00"),
    SendRow("1000", "Note of 10", 1_000, True, 100, 22, "16:50", True),
)


def placed(qtbot) -> tuple[SendGrid, QPushButton, QWidget]:
    page, foot = QWidget(), QPushButton("Send")
    qtbot.addWidget(page)
    grid = SendGrid(Look(), HEADS, foot)
    column = QVBoxLayout(page)
    column.addWidget(grid)
    column.addWidget(foot)
    grid.set_rows(ROWS, read_only=False)
    page.resize(560, 200)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return grid, foot, page


def test_amounts_are_typed_and_the_keys_go_through_rows_and_out(qtbot) -> None:
    grid, foot, _page = placed(qtbot)
    told: list[dict[str, int]] = []
    grid.changed.connect(told.append)
    grid.focus_first()
    QTest.keyClicks(grid.edits[0], "30")
    assert told[-1] == {"20000": 30, "1000": 100} == grid.counts()
    QTest.keyClick(grid.edits[0], Qt.Key.Key_Return)
    assert grid.edits[1].hasFocus()
    QTest.keyClick(grid.edits[1], Qt.Key.Key_Tab)
    assert foot.hasFocus()


def test_other_words_on_the_same_pieces_keep_the_field_and_the_caret(qtbot) -> None:
    grid, _, _page = placed(qtbot)
    grid.focus_first()
    kept = grid.edits[0]
    grid.set_rows((SendRow("20000", "Note of 200", 20_000, True, 25, 31, "16:10", True), ROWS[1]), read_only=False)
    assert grid.edits[0] is kept
    assert (kept.count(), kept.hasFocus()) == (25, True)
    grid.set_rows(ROWS[1:], read_only=True)
    assert [edit.isReadOnly() for edit in grid.edits] == [True]
    assert grid.counts() == {"1000": 100}


def test_what_the_drawer_has_is_drawn_and_said(qtbot) -> None:
    grid, _, _page = placed(qtbot)
    before = grid.grab().toImage()
    grid.set_rows((ROWS[0], SendRow("1000", "Note of 10", 1_000, True, 100, None)), read_only=False)
    assert grid.grab().toImage() != before
    said = [edit.accessibleDescription() for edit in grid.edits]
    assert said == ["Drawer now 31, After 51, Lasts until 17:00", ""]
    assert [label.accessibleName() for label in grid._spoken] == ["Note of 200", "Note of 10"]
