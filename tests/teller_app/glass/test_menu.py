import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from teller_app.glass.floating import SHADOW_ROOM
from teller_app.glass.look import Look
from teller_app.glass.menu import Menu, MenuItem
from teller_app.glass.window import GlassWindow

ITEMS = [
    MenuItem("copy", "Copy", "copy", "Ctrl C"),
    MenuItem("time", "Time", checked=True, heading="Columns"),
    MenuItem("who", "Customer", checked=False),
]


@pytest.fixture
def window(qtbot) -> GlassWindow:
    made = GlassWindow(Look(reduced_motion=True))
    qtbot.addWidget(made)
    made.resize(600, 400)
    QVBoxLayout(made).addWidget(QPushButton("below"))
    with qtbot.waitExposed(made):
        made.show()
    return made


def opened(window: GlassWindow, at: QPoint = QPoint(20, 20)) -> Menu:
    window.findChild(QPushButton).setFocus()
    menu = Menu(window.look, window, "Table", ITEMS)
    menu.open_at(at)
    return menu


def test_arrows_go_round_and_an_act_closes(qtbot, window: GlassWindow) -> None:
    menu = opened(window)
    qtbot.keyClick(menu.rows[0], Qt.Key.Key_Up)
    assert menu.rows[2].hasFocus()
    qtbot.keyClick(menu.rows[2], Qt.Key.Key_Down)
    assert menu.rows[0].hasFocus()
    with qtbot.waitSignals([menu.picked, menu.closed]):
        qtbot.keyClick(menu.rows[0], Qt.Key.Key_Return)
    assert window.focusWidget() is window.findChild(QPushButton)


def test_a_mark_changes_and_the_menu_stays(qtbot, window: GlassWindow) -> None:
    menu = opened(window)
    picked: list[str] = []
    menu.picked.connect(picked.append)
    menu.rows[1].click()
    assert picked == ["time"]
    assert not menu.rows[1].isChecked()
    assert menu.isVisible()
    qtbot.keyClick(menu.rows[1], Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_it_stays_inside_the_window_and_says_its_keys(window: GlassWindow) -> None:
    menu = opened(window, QPoint(590, 390))
    pane = menu.geometry().adjusted(SHADOW_ROOM, SHADOW_ROOM, -SHADOW_ROOM, -SHADOW_ROOM)
    assert window.rect().contains(pane)
    assert menu.rows[0].accessibleName() == "Copy"
    assert menu.rows[0].accessibleDescription() == "Ctrl C"


def test_it_closes_when_the_focus_goes_elsewhere(qtbot, window: GlassWindow) -> None:
    menu = opened(window)
    with qtbot.waitSignal(menu.closed):
        window.findChild(QPushButton).setFocus()
