import pytest
from PySide6.QtCore import Qt

from teller_app.glass.look import Look
from teller_app.glass.nav import NavItem
from teller_app.glass.sidebar import RAIL, WIDE, Sidebar

GROUPS = [
    [NavItem("counter", "cash-register", "Counter"), NavItem("journal", "receipt", "Journal")],
    [NavItem("settings", "gear-six", "Settings")],
]


def bar(qtbot, look: Look) -> Sidebar:
    made = Sidebar(look, "Akoma", "Savings & Loans", GROUPS, "Navigation")
    qtbot.addWidget(made)
    made.resize(WIDE, 700)
    made.show()
    return made


def test_clicks_and_arrows_and_enter(qtbot) -> None:
    shown = bar(qtbot, Look())
    with qtbot.waitSignal(shown.chosen) as chosen:
        qtbot.mouseClick(shown.buttons["journal"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["journal"]
    shown.buttons["journal"].setFocus()
    qtbot.keyClick(shown.buttons["journal"], Qt.Key.Key_Down)
    with qtbot.waitSignal(shown.chosen) as chosen:
        qtbot.keyClick(shown.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args == ["settings"]


def test_active_item_and_badges(qtbot) -> None:
    shown = bar(qtbot, Look())
    shown.set_active("counter")
    assert [key for key, button in shown.buttons.items() if button.isChecked()] == ["counter"]
    shown.set_badge("journal", "3", "3 held")
    assert shown.buttons["journal"].accessibleDescription() == "3 held"
    with pytest.raises(KeyError):
        shown.set_badge("nowhere", "1")


def test_compact_is_a_rail(qtbot) -> None:
    look = Look()
    shown = bar(qtbot, look)
    assert shown.width() == WIDE
    look.set_density("compact")
    assert shown.width() == RAIL
    assert not shown.sync.isVisible()
