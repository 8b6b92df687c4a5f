from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from teller_app.glass.look import Look
from teller_app.glass.tabs import Tabs


def test_arrows_show_the_pages_by_name(qtbot) -> None:
    tabs = Tabs(Look(), "Side")
    qtbot.addWidget(tabs)
    for title in ("Drawer", "Journal"):
        tabs.add(title, QLabel(title))
    tabs.show()
    assert (tabs.titles(), tabs.index()) == (["Drawer", "Journal"], 0)
    tabs.row.setFocus()
    with qtbot.waitSignal(tabs.changed) as changed:
        qtbot.keyClick(tabs.row, Qt.Key.Key_Right)
    assert changed.args == [1]
    assert tabs.pages.currentWidget().accessibleName() == "Journal"
    assert tabs.pages.currentWidget().isVisible()
    tabs.go(0)
    assert tabs.index() == 0


def test_pages_of_panels_have_their_row_on_glass(qtbot) -> None:
    tabs = Tabs(Look(), "Side", bar=True)
    qtbot.addWidget(tabs)
    tabs.add("Drawer", QLabel("Drawer"))
    tabs.show()
    assert tabs.bar.isAncestorOf(tabs.row)
    assert tabs.bar.accessibleName() == "Side"
