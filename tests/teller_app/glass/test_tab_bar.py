from teller_app.glass.look import Look
from teller_app.glass.nav import NavItem
from teller_app.glass.tab_bar import HIGH, TabBar


def test_places_are_chosen_lit_and_counted(qtbot) -> None:
    items = [NavItem("counter", "cash-register", "Counter", "Ctrl+1"), NavItem("journal", "receipt", "Journal")]
    bar = TabBar(Look(), items, "Places")
    qtbot.addWidget(bar)
    bar.resize(376, HIGH)
    bar.show()
    with qtbot.waitSignal(bar.chosen) as chosen:
        bar.tabs["journal"].click()
    assert chosen.args == ["journal"]
    assert not bar.tabs["journal"].isChecked()
    bar.set_active("journal")
    assert [key for key, tab in bar.tabs.items() if tab.isChecked()] == ["journal"]
    bar.set_badge("journal", "3", "3 wait for you")
    assert bar.tabs["journal"].accessibleDescription() == "3 wait for you"
    assert all(tab.height() >= 44 and tab.width() >= 44 for tab in bar.tabs.values())
    assert bar.tabs["counter"].toolTip() == "Counter · Ctrl+1"
