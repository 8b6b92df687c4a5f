import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from teller_app.glass.look import Look
from teller_app.glass.password_field import PasswordField, caps_after
from tests.teller_app.shell.rooms import TEXTS

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def field(qtbot) -> PasswordField:
    made = PasswordField(Look(reduced_motion=True), TEXTS, "Password")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.edit.setFocus()
    return made


@pytest.mark.parametrize(
    ("known", "key", "typed", "shift", "after"),
    [
        (None, Qt.Key.Key_A, "A", False, True),
        (None, Qt.Key.Key_A, "a", True, True),
        (True, Qt.Key.Key_A, "a", False, False),
        (None, Qt.Key.Key_A, "A", True, False),
        (None, Qt.Key.Key_Eacute, "É", False, True),
        (True, Qt.Key.Key_5, "5", False, True),
        (None, Qt.Key.Key_Return, "\r", False, None),
        (True, Qt.Key.Key_CapsLock, "", False, False),
        (False, Qt.Key.Key_CapsLock, "", False, True),
        (None, Qt.Key.Key_CapsLock, "", False, None),
    ],
)
def test_a_letter_tells(known: bool | None, key: Qt.Key, typed: str, shift: bool, after: bool | None) -> None:
    assert caps_after(known, key, typed, shift) is after


def test_caps_lock_is_said_and_taken_back(qtbot, field: PasswordField) -> None:
    qtbot.keyClicks(field.edit, "M")
    assert field.edit.accessibleDescription() == TEXTS("sign_in.caps_lock")
    high = field.sizeHint().height()
    qtbot.keyClick(field.edit, Qt.Key.Key_CapsLock)
    assert field.edit.accessibleDescription() == "" and field.sizeHint().height() < high
    qtbot.keyClick(field.edit, "m", SHIFT)
    field.clear()
    assert field.caps, "a try that failed changes nothing of it"
    other = QLineEdit(field)
    other.show()
    other.setFocus()
    assert field.caps is None and not field.edit.accessibleDescription(), "elsewhere it may have been switched off"


def test_hidden_and_a_blocked_field_says_why(field: PasswordField) -> None:
    field.set_blocked("Locked for 15 minutes.")
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    assert not field.edit.isEnabled() and field.edit.accessibleDescription() == "Locked for 15 minutes."


def test_it_may_come_from_a_manager_of_passwords(field: PasswordField) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("four unrelated words here")
    field.edit.paste()
    clipboard.clear()
    assert field.text() == "four unrelated words here"
    field.edit.selectAll()
    field.edit.copy()
    assert clipboard.text() == "", "it goes in that way, never out"
