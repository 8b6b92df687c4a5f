from PySide6.QtCore import Qt

from teller_app.glass.code_boxes import CodeBoxes
from teller_app.glass.look import Look


def test_six_digits_complete_and_letters_are_not_taken(qtbot) -> None:
    boxes = CodeBoxes(Look(), "One-time code")
    qtbot.addWidget(boxes)
    boxes.show()
    qtbot.keyClicks(boxes, "73a0x41")
    assert boxes.text() == "73041"
    with qtbot.waitSignal(boxes.completed) as done:
        qtbot.keyClick(boxes, Qt.Key.Key_9)
    assert done.args == ["730419"]
    qtbot.keyClick(boxes, Qt.Key.Key_Backspace)
    assert boxes.text() == "73041"


def test_the_mark_of_a_wrong_code_goes_with_the_next_key(qtbot) -> None:
    boxes = CodeBoxes(Look(), "PIN", 4, secret=True)
    qtbot.addWidget(boxes)
    boxes.set_error("Wrong PIN, 4 tries left")
    assert boxes.accessibleDescription() == "Wrong PIN, 4 tries left"
    qtbot.keyClick(boxes, Qt.Key.Key_1)
    assert boxes.accessibleDescription() == ""


def test_six_boxes_are_parted_in_the_middle(qtbot) -> None:
    boxes = CodeBoxes(Look(), "Code")
    qtbot.addWidget(boxes)
    boxes.resize(400, 72)
    found = boxes.boxes()
    assert found[3].left() - found[2].right() > found[1].left() - found[0].right()
    assert round(found[-1].right()) == 396
