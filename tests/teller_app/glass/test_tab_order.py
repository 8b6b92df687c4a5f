from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from teller_app.glass.tab_order import outside, stop_before


def test_what_came_last_is_reached_before_the_foot_and_the_round_is_whole(qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    made = {name: QPushButton(name) for name in ("head", "foot", "after", "one", "two")}
    for button in made.values():
        column.addWidget(button)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    stop_before(made["foot"], [made["one"], made["two"]])
    made["head"].setFocus()
    seen = []
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QPushButton)
        seen.append(focused.text())
        focused.focusNextPrevChild(True)
    assert seen == ["head", "one", "two", "foot", "after", "head"]


def test_the_next_control_outside_of_some(qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    made = [QPushButton(name) for name in ("before", "one", "two", "gone", "after")]
    for button in made:
        column.addWidget(button)
    page.show()
    made[3].hide()
    assert outside(made[1:3], 1) is made[4]
    assert outside(made[1:3], -1) is made[0]
