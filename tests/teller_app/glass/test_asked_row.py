from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.glass.asked_row import AskedRow
from teller_app.glass.look import Look


def test_everything_shown_is_read_out_and_drawn(qtbot) -> None:
    row = AskedRow(Look())
    qtbot.addWidget(row)
    row.resize(400, 60)
    pictures = [row.grab().toImage()]
    for change in (
        lambda: row.set_person("Kwesi Appiah", "KA", "000017", "Manager, Makola", "on"),
        lambda: row.set_status("Delivered", "mute", "check"),
        lambda: row.set_status("Seen 15:45", "info", "eye"),
        lambda: row.setChecked(True),
    ):
        change()
        pictures.append(row.grab().toImage())
    assert all(one != two for one, two in pairwise(pictures))
    assert (row.accessibleName(), row.accessibleDescription()) == ("Kwesi Appiah", "Manager, Makola, Seen 15:45")


def test_one_of_several_is_chosen_and_the_arrows_go_on(qtbot) -> None:
    place, look = QWidget(), Look()
    qtbot.addWidget(place)
    column = QVBoxLayout(place)
    rows = [AskedRow(look) for _ in range(2)]
    for row in rows:
        column.addWidget(row)
    place.show()
    place.activateWindow()
    rows[0].setFocus()
    qtbot.waitUntil(rows[0].hasFocus)
    QTest.keyClick(rows[0], Qt.Key.Key_Space)
    assert [row.isChecked() for row in rows] == [True, False]
    QTest.keyClick(rows[0], Qt.Key.Key_Down)
    assert [row.isChecked() for row in rows] == [False, True]


def test_enter_goes_on_to_the_panel(qtbot) -> None:
    heard: list[int] = []

    class Panel(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            heard.append(event.key())

    panel = Panel()
    qtbot.addWidget(panel)
    row = AskedRow(Look())
    QVBoxLayout(panel).addWidget(row)
    panel.show()
    passed = [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F5, Qt.Key.Key_Escape]
    for key in passed:
        QTest.keyClick(row, key)
    assert heard == passed and not row.isChecked()
