import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from teller_app.manifest import Action, Manifest
from teller_app.shell.shortcuts import GLOBAL, Keys, bar_cells, binds, normal, place_keys, room_action, shell_act

ROOM = Manifest(
    "journal", "t", "receipt", None,
    (Action("F9", "post", "post"), Action("F7", "own", "own", in_bar=False), Action("Ctrl+R", "again", "again"),
     Action("Enter", "next", "next", in_bar=False)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "bound"),
    [("F1", True), ("F12", True), ("Ctrl+Enter", True), ("Alt+1", True), ("Shift+F9", True), ("Enter", False),
     ("Shift+Enter", False), ("+", False), ("Esc", False), ("F13", False)],
)  # fmt: skip
def test_only_function_keys_and_chords_are_shortcuts(key: str, bound: bool) -> None:
    assert binds(key) is bound


def test_one_spelling_for_each_key() -> None:
    assert normal("ctrl+enter") == normal("Ctrl+Return") == "Ctrl+Return"


def test_the_rooms_own_action_wins() -> None:
    assert room_action(ROOM, "F7").intent == "own"
    assert room_action(ROOM, "Return") is None
    assert shell_act("F7", GLOBAL) == "go:journal"
    assert shell_act("Ctrl+2", place_keys(["counter", "journal"])) == "go:journal"
    assert shell_act("Ctrl+0", place_keys(map(str, range(1, 15)))) == "go:10"
    assert shell_act("F11", GLOBAL) == ""


def test_the_bar_follows_the_keyboard_and_knows_where_one_is_and_what_is_quiet() -> None:
    keys = [cell.key for cell in bar_cells(ROOM, GLOBAL)]
    assert keys == ["F1", "F2", "F8", "Ctrl+R", "F9", "F12"]
    drawers = Manifest("drawers", "drawers.title", "vault", None, (Action("F9", "drawers.key.forward", "forward"),))
    assert [cell.key for cell in bar_cells(drawers, GLOBAL) if cell.here] == ["F8"]
    assert [cell.key for cell in bar_cells(drawers, GLOBAL, {"F2", "forward"})] == ["F1", "F7", "F8", "F12"]


def test_no_two_of_the_shells_keys_are_the_same() -> None:
    keys = [normal(shortcut.key) for shortcut in (*GLOBAL, *place_keys(map(str, range(20))))]
    assert len(keys) == len(set(keys))


def test_keys_arrive_once_even_from_inside_a_field(qtbot) -> None:
    window = QWidget()
    field = QLineEdit(window)
    qtbot.addWidget(window)
    keys = Keys(window)
    pressed: list[str] = []
    keys.pressed.connect(pressed.append)
    keys.set_keys(["F9", "Ctrl+K", "Ctrl+Enter", "Enter"])
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_F9)
    qtbot.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    keypad = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier
    qtbot.keyClick(field, Qt.Key.Key_Enter, keypad)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pressed == ["F9", "Ctrl+K", "Ctrl+Return", "Ctrl+Return"]
    keys.set_enabled(False)
    qtbot.keyClick(field, Qt.Key.Key_F9)
    keys.set_keys([])
    qtbot.keyClick(field, Qt.Key.Key_F9)
    assert len(pressed) == 4
    assert keys.keys() == frozenset()
