from PySide6.QtCore import Qt

from teller_app.glass.look import Look
from teller_app.glass.search_box import SearchBox


def test_a_click_a_letter_and_enter_ask(qtbot) -> None:
    box = SearchBox(Look(), "Search customers", "Ctrl K")
    qtbot.addWidget(box)
    box.show()
    asked: list[str] = []
    box.asked.connect(lambda typed: asked.append(typed))
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    qtbot.keyClick(box, Qt.Key.Key_M)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert asked == ["", "m", ""]
