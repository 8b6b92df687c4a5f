from teller_app.glass.bar_button import BarButton
from teller_app.glass.look import Look


def test_a_count_is_drawn_and_said(qtbot) -> None:
    button = BarButton(Look(), "Notices", "bell")
    qtbot.addWidget(button)
    bare = button.grab().toImage()
    button.set_badge("4", "4 unread")
    assert button.grab().toImage() != bare
    assert (button.accessibleName(), button.accessibleDescription()) == ("Notices", "4 unread")
    assert button.toolTip() == "Notices · 4 unread"
