import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from teller_app.glass.dialog import Dialog
from teller_app.glass.look import Look


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def ask(window: QWidget, **options: object) -> Dialog:
    dialog = Dialog(Look(reduced_motion=True), window, "Reverse?", "It cannot be undone. " * 8, "warning", **options)
    dialog.add_button("cancel", QPushButton("Keep"))
    dialog.add_button("reverse", QPushButton("Reverse"), key="F9", default=True)
    dialog.open()
    return dialog


@pytest.mark.parametrize(
    ("key", "choice"),
    [(Qt.Key.Key_Escape, "cancel"), (Qt.Key.Key_Return, "reverse"), (Qt.Key.Key_F9, "reverse")],
)
def test_every_key_is_an_answer(qtbot, window: QWidget, key: Qt.Key, choice: str) -> None:
    dialog = ask(window)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(window.focusWidget(), key)
    assert chosen.args == [choice]
    assert not dialog.is_open


def test_enter_presses_the_button_that_has_the_focus(qtbot, window: QWidget) -> None:
    dialog = ask(window)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args == ["cancel"]


def test_enter_on_a_box_to_mark_answers_and_the_space_bar_marks_it(qtbot, window: QWidget) -> None:
    dialog = Dialog(Look(reduced_motion=True), window, "Roles", keeps_open=True)
    box = QCheckBox("Cashier")
    dialog.add_content(box, focus=box)
    dialog.add_button("send", QPushButton("Send"), default=True)
    dialog.open()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (chosen.args, box.isChecked()) == (["send"], True)


def test_a_disabled_button_is_no_answer(qtbot, window: QWidget) -> None:
    dialog = Dialog(Look(reduced_motion=True), window, "Sign", keeps_open=True)
    field = QLineEdit()
    button = QPushButton("Sign")
    dialog.add_content(field, focus=field)
    dialog.add_button("sign", button, key="F10", default=True)
    button.setEnabled(False)
    dialog.open()
    assert window.focusWidget() is field
    with qtbot.assertNotEmitted(dialog.chosen, wait=20):
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.keyClick(field, Qt.Key.Key_F10)
    button.setEnabled(True)
    with qtbot.waitSignal(dialog.chosen):
        qtbot.keyClick(field, Qt.Key.Key_F10)
    assert dialog.is_open


def test_a_long_text_makes_it_higher(window: QWidget) -> None:
    dialog = ask(window)
    rect = dialog.pane_rect()
    assert rect.width() == 480
    dialog.text.setText("It cannot be undone. " * 40)
    assert dialog.pane_rect().height() > rect.height()
    assert window.rect().contains(dialog.pane_rect())
