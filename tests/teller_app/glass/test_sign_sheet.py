"""The dialogue with a pad: its keys, what Enter means, and the sheet that is empty each time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from teller_app.glass.look import Look
from teller_app.glass.sign_sheet import InkSheet, SignSheet
from teller_app.i18n.text import Texts

TEXTS = Texts.load("en")


@pytest.fixture
def sheet(qtbot) -> SignSheet:
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made = SignSheet(Look(reduced_motion=True), TEXTS, window, "Sign", [("paper", "Signed on paper", "F6")])
    made.ask("Beneath this.")
    return made


def test_strokes_are_taken_back_by_key_and_the_answer_is_off_without_any(qtbot, sheet: SignSheet) -> None:
    assert (sheet.done.isEnabled(), sheet.undo.isEnabled(), sheet.back.hasFocus()) == (False, False, True)
    for _ in range(2):
        QTest.mouseClick(sheet.pad, Qt.MouseButton.LeftButton)
    assert sheet.done.hasFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: sheet.pad.strokes == 1)
    QTest.keyClick(sheet, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: sheet.pad.strokes == 0)
    assert sheet.is_open
    assert not sheet.done.isEnabled()


@pytest.mark.parametrize(
    ("strokes", "key", "choice"),
    [
        (1, Qt.Key.Key_F9, "done"),
        (1, Qt.Key.Key_Return, "done"),
        (0, Qt.Key.Key_Return, "cancel"),
        (1, Qt.Key.Key_Escape, "cancel"),
        (0, Qt.Key.Key_F6, "paper"),
    ],
)
def test_every_key_is_an_answer(qtbot, sheet: SignSheet, strokes: int, key: Qt.Key, choice: str) -> None:
    for _ in range(strokes):
        QTest.mouseClick(sheet.pad, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(sheet.chosen) as chosen:
        QTest.keyClick(sheet.window().focusWidget() or sheet, key)
    assert chosen.args == [choice]


def test_the_next_who_signs_has_an_empty_sheet(qtbot, sheet: SignSheet) -> None:
    QTest.mouseClick(sheet.pad, Qt.MouseButton.LeftButton)
    sheet.ask("Beneath something else.")
    assert (sheet.pad.strokes, sheet.text.text()) == (1, "Beneath something else."), "open: the words alone"
    sheet.close_layer()
    sheet.ask("Beneath a third.")
    assert (sheet.pad.strokes, sheet.pad.ink()) == (0, "")


def test_who_signs_in_their_own_name_is_asked_as_long_as_there_is_something_to_sign(qtbot) -> None:
    window, heard = QWidget(), list[str]()
    qtbot.addWidget(window)
    window.show()
    sheet = InkSheet(Look(reduced_motion=True), TEXTS, window, "Sign", heard.append, lambda: heard.append("dropped"))
    sheet.ask_for("Drawer 04")
    assert sheet.is_open
    sheet.ask_for("")
    assert not sheet.is_open
    sheet.ask_for("Drawer 05")
    QTest.mouseClick(sheet.pad, Qt.MouseButton.LeftButton)
    drawn = sheet.pad.ink()
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: heard == [drawn, "dropped"])
