from PySide6.QtCore import QRect, QStringListModel, Qt
from PySide6.QtWidgets import QWidget

from teller_app.glass.look import Look
from teller_app.glass.select_popup import PADDING, ROWS_SHOWN, SelectPopup


def opened(qtbot, rows: int, chosen: int = 0) -> tuple[SelectPopup, list[object]]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 500)
    window.show()
    pane = SelectPopup(Look(), window, QStringListModel([f"Row {i}" for i in range(rows)], window), chosen)
    seen: list[object] = []
    pane.picked.connect(seen.append)
    pane.closed.connect(lambda: seen.append("closed"))
    pane.open(QRect(60, 60, 200, pane.wanted_height()))
    pane.keep = window
    return pane, seen


def test_it_shows_up_to_eight_rows(qtbot) -> None:
    pane, _ = opened(qtbot, 20)
    assert pane.wanted_height() == ROWS_SHOWN * 36 + 2 * PADDING
    assert opened(qtbot, 3)[0].wanted_height() == 3 * 36 + 2 * PADDING


def test_enter_picks_the_current_row_once_and_closes(qtbot) -> None:
    pane, seen = opened(qtbot, 5, chosen=3)
    qtbot.keyClick(pane.view, Qt.Key.Key_Enter)
    pane.close_pane()
    assert seen == [3, "closed"]


def test_the_chosen_row_carries_a_check(qtbot) -> None:
    pane, _ = opened(qtbot, 5, chosen=2)
    qtbot.waitUntil(lambda: pane.view.viewport().width() > 150)
    picture = pane.view.viewport().grab().toImage()
    marked = []
    for row in range(5):
        box = pane.view.visualRect(pane.view.model().index(row, 0))
        cut = picture.copy(box.right() - 26, box.top() + 8, 18, 18)
        colors = {cut.pixelColor(x, y).name() for x in range(cut.width()) for y in range(cut.height())}
        marked.append(len(colors) > 3)
    assert marked == [False, False, True, False, False]
