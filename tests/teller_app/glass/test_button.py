import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from teller_app.glass.button import KINDS, GlassButton
from teller_app.glass.look import Look
from teller_app.glass.type import text_width


@pytest.fixture
def button(qtbot) -> GlassButton:
    made = GlassButton(Look(), "Post deposit", "primary", "check", "F9", "l")
    qtbot.addWidget(made)
    made.show()
    return made


def clicks(button: GlassButton) -> list[bool]:
    seen: list[bool] = []
    button.clicked.connect(lambda: seen.append(True))
    return seen


def test_it_is_a_button_with_a_name_and_says_its_key(button: GlassButton) -> None:
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface.role() == QAccessible.Role.Button and interface.text(QAccessible.Text.Name) == "Post deposit"
    assert "F9" in button.toolTip() and "F9" in button.accessibleDescription()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_press_it(qtbot, button: GlassButton, key: Qt.Key) -> None:
    seen = clicks(button)
    button.setFocus()
    qtbot.keyClick(button, key)
    assert len(seen) == 1


def test_busy_ignores_every_press_and_keeps_its_width(qtbot, button: GlassButton) -> None:
    seen, width = clicks(button), button.sizeHint().width()
    button.set_busy(True)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    button.click()
    assert seen == [] and button.sizeHint().width() == width and button.accessibleName() == "Post deposit"
    button.set_busy(False)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(seen) == 1


def test_blocked_says_why(qtbot, button: GlassButton) -> None:
    seen = clicks(button)
    button.set_blocked("The drawer is closed.")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert seen == [] and button.toolTip() == "The drawer is closed."
    assert "The drawer is closed." in button.accessibleDescription()
    button.set_blocked("")
    assert button.isEnabled() and "F9" in button.toolTip()


def test_gutter_does_not_press(qtbot, button: GlassButton) -> None:
    seen = clicks(button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert seen == []


def test_sizes_of_both_densities(qtbot) -> None:
    look = Look()
    made = [GlassButton(look, "Hold", size=size) for size in ("s", "m", "l")]
    assert [button.sizeHint().height() - 8 for button in made] == [28, 36, 44]
    look.set_density("compact")
    assert [button.sizeHint().height() - 8 for button in made] == [28, 32, 40]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_paints_in_both_themes(qtbot, kind: str) -> None:
    look = Look()
    made = GlassButton(look, "Approve", kind, "seal-check", "F10")
    qtbot.addWidget(made)
    dark = made.grab().toImage()
    look.set_theme("light")
    assert dark != made.grab().toImage()


def test_unknown_kind_is_refused(qtbot) -> None:
    with pytest.raises(ValueError):
        GlassButton(Look(), "Go", "shiny")


def test_in_a_narrow_row_the_key_gives_way_and_not_the_label(qtbot) -> None:
    button = GlassButton(Look(), "Confirm the count", "primary", "check", "F9")
    qtbot.addWidget(button)
    least, wanted = button.minimumSizeHint().width(), button.sizeHint().width()
    assert least < wanted
    assert least > text_width("Confirm the count", button.look.font("body-strong"))
    button.resize(least, button.sizeHint().height())
    assert "F9" in button.toolTip()
    assert not button.grab().isNull()
