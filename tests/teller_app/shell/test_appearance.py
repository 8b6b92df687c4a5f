import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from teller_app.glass.look import Look
from teller_app.shell.appearance import AppearanceDialog, open_appearance
from tests.teller_app.kit import FakePort
from tests.teller_app.shell.rooms import TEXTS, World, page, window


@pytest.fixture
def asked(qtbot, look: Look) -> tuple[AppearanceDialog, list[str], QWidget]:
    heard: list[str] = []
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(900, 600)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    dialog = open_appearance(look, holder, TEXTS, lambda: heard.append("turn"), lambda: heard.append("follow"))
    return dialog, heard, holder


def test_the_theme_is_chosen_by_the_arrows(asked) -> None:
    dialog, heard, _ = asked
    assert dialog.theme.hasFocus()
    QTest.keyClick(dialog.theme, Qt.Key.Key_Right)
    QTest.keyClick(dialog.theme, Qt.Key.Key_Right)
    assert heard == ["turn", "follow"]


def test_the_text_grows_while_one_looks(asked) -> None:
    dialog, _, _ = asked
    before = dialog.title.fontInfo().pixelSize()
    dialog.size_row.setCurrentIndex(2)
    assert dialog.look.text_scale == 125
    assert dialog.title.fontInfo().pixelSize() > before


def test_a_reader_hears_what_each_row_chooses(asked) -> None:
    dialog, _, _ = asked
    QAccessible.setActive(True)
    relations = QAccessible.queryAccessibleInterface(dialog.theme).relations(QAccessible.RelationFlag.Label)
    assert [other.text(QAccessible.Text.Name) for other, _ in relations] == ["Theme"]


def test_ctrl_comma_opens_it(qtbot, look: Look) -> None:
    shown = window(look)
    qtbot.addWidget(shown)
    made = page(look, shown, FakePort(), World(), [])
    made.setParent(shown)
    shown.show()
    made.start()
    made.press("Ctrl+,")
    assert [dialog.is_open for dialog in shown.findChildren(AppearanceDialog)] == [True]
