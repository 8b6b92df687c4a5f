from PySide6.QtCore import QPoint, Qt

from teller_app.glass.field import Field
from teller_app.glass.look import Look


def shown(qtbot, look: Look | None = None, **options: object) -> Field:
    field = Field(look or Look(), **options)
    qtbot.addWidget(field)
    field.resize(260, field.sizeHint().height())
    field.show()
    return field


def test_typing_enter_and_name(qtbot) -> None:
    field = shown(qtbot, label="Paid in by", icon="user")
    typed: list[str] = []
    entered: list[bool] = []
    field.changed.connect(typed.append)
    field.submitted.connect(lambda: entered.append(True))
    field.setFocus()
    qtbot.keyClicks(field.edit, "Ama")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "Ama" and typed[-1] == "Ama" and entered == [True]
    assert field.edit.accessibleName() == "Paid in by"


def test_error_takes_a_line_is_read_and_goes(qtbot) -> None:
    field = shown(qtbot, label="Phone")
    height = field.sizeHint().height()
    field.set_error("Phone needs 10 digits")
    assert field.error() == field.edit.accessibleDescription() == "Phone needs 10 digits"
    assert field.sizeHint().height() == height + 18
    field.clear()
    assert field.error() == "" and field.sizeHint().height() == height


def test_error_border_is_painted_in_neg(qtbot) -> None:
    field = shown(qtbot, Look("light"), label="Phone")
    field.set_error("Phone needs 10 digits")
    edge = field.grab().toImage().pixelColor(130, int(field.box().top()))
    assert edge.red() > 150 and edge.green() < 110


def test_boxes_of_both_densities(qtbot) -> None:
    look = Look()
    field = shown(qtbot, look)
    assert field.box().height() == 40
    look.set_density("compact")
    assert field.box().height() == 34


def test_editor_stays_inside_the_well_beside_icon_and_suffix(qtbot) -> None:
    field = shown(qtbot, label="Account", icon="user", suffix="GHS")
    left, right = field.edit.geometry().left(), field.edit.geometry().right()
    assert left >= field.box().left() + 38 and right < field.box().right() - 30


def test_read_only_can_be_selected_but_not_changed(qtbot) -> None:
    field = shown(qtbot, value="1020 3345 7781", read_only=True, code=True)
    qtbot.keyClicks(field.edit, "9")
    field.edit.selectAll()
    assert field.text() == field.edit.selectedText() == "1020 3345 7781"


def test_click_on_the_label_goes_to_the_editor(qtbot) -> None:
    field = shown(qtbot, label="Narration")
    field.activateWindow()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(8, 4))
    qtbot.waitUntil(field.edit.hasFocus)
