from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from teller_app.glass.look import Look
from teller_app.shell.help_sheet import HelpSheet, KeyGroup, KeyLine


def test_it_lists_keys_and_closes_by_f1(qtbot, look: Look) -> None:
    window = QWidget()
    window.resize(1024, 640)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    groups = [KeyGroup("Counter", (("F9", "Post"), ("Ctrl+Enter", "Approve")))]
    sheet = HelpSheet(look, window, "Keys", groups, ("Amount", "Digits, comma, dot."), "Close")
    sheet.open()
    names = [line.accessibleName() for line in sheet.findChildren(KeyLine)]
    assert names == ["Post: F9", "Approve: Ctrl+Enter"]
    assert sheet.pane.geometry().height() <= 640 - 32
    qtbot.keyClick(sheet, Qt.Key.Key_Down)
    assert sheet.is_open
    qtbot.keyClick(sheet, Qt.Key.Key_F1)
    assert not sheet.is_open
