import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from teller_app.glass.drawer import SideDrawer
from teller_app.glass.look import Look


@pytest.mark.parametrize("still", [True, False])
def test_it_opens_closes_with_esc_and_gives_the_focus_back(qtbot, still: bool) -> None:
    window = QWidget()
    window.resize(900, 600)
    field = QLineEdit(window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    drawer = SideDrawer(Look(reduced_motion=still), window, "Messages", "Close")
    drawer.open()
    assert drawer.is_open
    qtbot.waitUntil(lambda: drawer.mapTo(window, drawer.pane.geometry().topRight()).x() == 900 - 16 - 1)
    with qtbot.waitSignal(drawer.closed):
        qtbot.keyClick(drawer, Qt.Key.Key_Escape)
    assert drawer.isHidden()
    assert window.focusWidget() is field
