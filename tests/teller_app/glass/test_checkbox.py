from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from teller_app.glass.checkbox import Checkbox
from teller_app.glass.look import Look


def test_space_and_label_toggle_and_the_state_is_told(qtbot) -> None:
    box = Checkbox(Look(), "Print receipt")
    qtbot.addWidget(box)
    box.show()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert not box.isChecked()
    interface = QAccessible.queryAccessibleInterface(box)
    assert interface.role() == QAccessible.Role.CheckBox and interface.text(QAccessible.Text.Name) == "Print receipt"


def test_checked_looks_different_without_relying_on_colour(qtbot) -> None:
    box = Checkbox(Look("light"), "SMS")
    qtbot.addWidget(box)
    empty = box.grab().toImage().convertToFormat(box.grab().toImage().Format.Format_Grayscale8)
    box.setChecked(True)
    assert empty != box.grab().toImage().convertToFormat(empty.format())
