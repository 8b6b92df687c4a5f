from teller_app.glass.icon_button import IconButton
from teller_app.glass.look import Look


def test_an_icon_has_a_name_a_key_and_a_square(qtbot) -> None:
    button = IconButton(Look(), "bell", "Notices", key="F11")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Notices" and button.toolTip() == "Notices (F11)"
    assert button.sizeHint().width() == button.sizeHint().height() == 44
    button.set_name("2 notices")
    assert button.toolTip() == "2 notices (F11)"
