import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from teller_app.glass.look import Look
from teller_app.glass.select import Select
from teller_app.glass.select_popup import SelectPopup

OPTIONS = [("trade", "Trading proceeds"), ("salary", "Salary"), ("gift", "Gift")]


@pytest.fixture
def select(qtbot) -> Select:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(400, 400)
    made = Select(Look(), "Source of funds", OPTIONS)
    QVBoxLayout(host).addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
    host.show()
    host.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    made.host = host  # qtbot holds its widgets weakly
    return made


def popup(select: Select) -> SelectPopup | None:
    found = [pane for pane in select.window().findChildren(SelectPopup) if not pane.isHidden()]
    return found[0] if found else None


def test_keyboard_chooses_while_closed(qtbot, select: Select) -> None:
    seen: list[str] = []
    select.chosen.connect(seen.append)
    qtbot.keyClick(select, Qt.Key.Key_Down)
    qtbot.keyClick(select, Qt.Key.Key_G)
    assert seen == ["salary", "gift"] and select.key() == "gift"


def test_opens_chooses_and_gives_the_focus_back(qtbot, select: Select) -> None:
    seen: list[str] = []
    select.chosen.connect(seen.append)
    qtbot.keyClick(select, Qt.Key.Key_Space)
    view = popup(select).view
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert seen == ["salary"] and popup(select) is None
    qtbot.waitUntil(select.hasFocus)


def test_escape_changes_nothing(qtbot, select: Select) -> None:
    select.showPopup()
    view = popup(select).view
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert select.key() == "trade" and popup(select) is None


def test_mouse_picks_and_leaving_closes(qtbot, select: Select) -> None:
    select.showPopup()
    view = popup(select).view
    box = view.visualRect(view.model().index(2, 0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert select.key() == "gift"
    select.showPopup()
    qtbot.waitUntil(popup(select).view.hasFocus)
    select.setFocus()
    qtbot.waitUntil(lambda: popup(select) is None)


def test_wheel_does_not_change_the_choice(select: Select) -> None:
    wheel = QWheelEvent(
        QPointF(20, 40), QPointF(20, 40), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    assert wheel.type() == QEvent.Type.Wheel
    select.wheelEvent(wheel)
    assert select.key() == "trade" and not wheel.isAccepted()


def test_name_error_and_reason_are_read(select: Select) -> None:
    interface = QAccessible.queryAccessibleInterface(select)
    assert interface.role() == QAccessible.Role.ComboBox and select.accessibleName() == "Source of funds"
    assert interface.text(QAccessible.Text.Value) == "Trading proceeds"
    height = select.sizeHint().height()
    select.set_error("Choose where the money comes from.")
    assert select.accessibleDescription() == select.error() and select.sizeHint().height() == height + 18
    select.set_error("")
    select.set_blocked("Not in this mode.")
    assert not select.isEnabled() and select.accessibleDescription() == "Not in this mode."


def test_options_change_and_the_key_stays(select: Select) -> None:
    select.set_key("gift")
    select.set_options([("gift", "A gift"), ("other", "Other")])
    assert select.key() == "gift" and select.currentText() == "A gift"


def test_placeholder_stands_until_something_is_chosen(qtbot) -> None:
    made = Select(Look(), "Reason", OPTIONS, placeholder="Choose a reason")
    qtbot.addWidget(made)
    assert made.key() == "" and made.currentIndex() == -1


def test_its_label_is_related_to_it_and_goes_with_it(select: Select) -> None:
    QAccessible.setActive(True)
    label = QAccessible.RelationFlag.Label

    def named() -> list[str]:
        found = QAccessible.queryAccessibleInterface(select).relations(label)
        return [other.text(QAccessible.Text.Name) for other, _ in found]

    assert named() == ["Source of funds"]
    select.hide()
    assert named() == []
