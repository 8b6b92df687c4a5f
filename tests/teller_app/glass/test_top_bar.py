from PySide6.QtCore import Qt

from teller_app.glass.look import Look
from teller_app.glass.top_bar import TopBar, TopBarWords

WORDS = TopBarWords("Search customers", "Search", "Ctrl K", "Messages", "Notices", "To light", "To dark")


def bar(qtbot, look: Look) -> TopBar:
    made = TopBar(look, WORDS)
    qtbot.addWidget(made)
    made.set_place("Counter", "Makola · Teller 04")
    made.date.set_day("Sun 22 Nov 2026", "Business day open")
    made.resize(1400, 60)
    made.show()
    return made


def test_it_says_what_was_asked_for(qtbot) -> None:
    shown = bar(qtbot, Look())
    for button, signal in (
        (shown.messages, shown.messages_asked),
        (shown.notices, shown.notices_asked),
        (shown.theme, shown.theme_asked),
        (shown.search, shown.search_asked),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_theme_and_density_change_what_is_shown(qtbot) -> None:
    look = Look("dark")
    shown = bar(qtbot, look)
    assert shown.theme.accessibleName() == "To light"
    look.set_theme("light")
    assert shown.theme.accessibleName() == "To dark"
    assert shown.date.isVisible()
    look.set_density("compact")
    assert not shown.date.isVisible()
    assert shown.search.accessibleName() == "Search"
    assert shown.height() == 50
