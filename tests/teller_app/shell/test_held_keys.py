import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from teller_app.shell.held_keys import HeldKeys, acts

F9, CTRL, NONE = Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
OVERRIDE, PRESS, RELEASE = QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease


def key(kind: QEvent.Type, at_ms: int, which: Qt.Key = F9) -> QKeyEvent:
    event = QKeyEvent(kind, which, NONE)
    event.setTimestamp(at_ms)
    event.ignore()
    return event


def eaten(held: HeldKeys, *events: QKeyEvent) -> list[bool]:
    return [held.eventFilter(held, event) for event in events]


def test_a_repeat_that_looks_like_a_new_press_goes_no_further(qapp) -> None:
    held = HeldKeys(QObject(qapp))
    again = key(OVERRIDE, 150)
    assert eaten(held, key(OVERRIDE, 100), key(PRESS, 100), key(RELEASE, 150), again, key(PRESS, 150)) == [
        False, False, False, True, True]  # fmt: skip
    assert again.isAccepted(), "no shortcut is looked up for it"


def test_a_second_press_by_a_hand_is_one(qapp) -> None:
    held = HeldKeys(QObject(qapp))
    assert not any(eaten(held, key(PRESS, 100), key(RELEASE, 150), key(OVERRIDE, 151), key(PRESS, 151)))


def test_letters_and_carets_may_repeat_and_another_key_is_another_key(qapp) -> None:
    held = HeldKeys(QObject(qapp))
    assert not any(eaten(held, key(RELEASE, 150, Qt.Key.Key_A), key(PRESS, 150, Qt.Key.Key_A)))
    assert not any(eaten(held, key(RELEASE, 150, Qt.Key.Key_F8), key(PRESS, 150)))


@pytest.mark.parametrize(
    ("which", "modifiers", "does"),
    [
        (F9, NONE, True),
        (Qt.Key.Key_Return, NONE, True),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, True),
        (Qt.Key.Key_H, CTRL, True),
        (Qt.Key.Key_Down, NONE, False),
        (Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier, False),
    ],
)
def test_which_keys_act(which: Qt.Key, modifiers: Qt.KeyboardModifier, does: bool) -> None:
    assert acts(which, modifiers) is does
