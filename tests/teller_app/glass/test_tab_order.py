from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from teller_app.glass.field import Field
from teller_app.glass.look import Look
from teller_app.glass.money_field import MoneyField
from teller_app.glass.select import Select
from teller_app.glass.tab_order import outside, stop_before
from teller_app.glass.window import GlassWindow


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


def test_enter_goes_from_field_to_field_and_stays_before_a_button(qtbot) -> None:
    look = Look(reduced_motion=True)
    window = GlassWindow(look)
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    name, way, asks, last = (
        Field(look, "Name"),
        Select(look, "Way"),
        Field(look, "Asks"),
        MoneyField(look, "Sum", "GH₵"),
    )
    way.set_options([("a", "A"), ("b", "B")])
    button = QPushButton("Leave")
    for part in (name, way, asks, last, button):
        column.addWidget(part)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    heard = []
    asks.submitted.connect(lambda: heard.append(1))
    name.setFocus()

    def enter(*modifiers: Qt.KeyboardModifier) -> QWidget | None:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, *modifiers)
        return window.focusWidget()

    assert enter() is way
    assert enter() is asks.edit
    assert (enter(), heard) == (asks.edit, [1]), "there it means something else"
    last.setFocus()
    assert enter() is last.edit, "what a button does nobody asked for"
    assert enter(Qt.KeyboardModifier.ShiftModifier) is asks.edit
