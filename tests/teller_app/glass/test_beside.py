import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from teller_app.glass.beside import Beside, Part, written_in
from teller_app.glass.look import Look
from teller_app.glass.select import Select


@pytest.fixture
def both(qtbot) -> Beside:
    made = Beside(Look(), "Day", [Part("Count", QLineEdit(), 1), Part("Result", QLineEdit(), 2)], 800, least=300)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    return made


def seen(both: Beside) -> list[bool]:
    return [part.panel.isVisible() for part in both._parts]


def test_all_parts_where_they_fit_and_one_where_they_do_not(qtbot, both: Beside) -> None:
    assert seen(both) == [True, True]
    assert not both.tabs.isVisible()
    with qtbot.waitSignal(both.folds) as folds:
        both.resize(700, 300)
    assert folds.args == [True]
    assert seen(both) == [True, False]
    both.tabs.row.setCurrentIndex(1)
    assert seen(both) == [False, True]
    both.resize(900, 300)
    assert seen(both) == [True, True]


def test_text_focus_and_place_survive_the_fold(both: Beside) -> None:
    second = both._parts[1].panel
    both.activateWindow()
    second.setFocus()
    second.insert("480")
    both.go(1)
    both.resize(700, 300)
    assert second.isVisible()
    assert (second.text(), both.focusWidget()) == ("480", second)
    both.resize(900, 300)
    assert both.focusWidget() is second
    both.resize(700, 300)
    assert second.isVisible(), "the page that was shown is shown again"


def test_it_may_always_become_narrow(both: Beside) -> None:
    assert both.minimumSizeHint().width() == 300
    both.resize(700, 300)
    assert both.minimumSizeHint().width() == 300


def test_parts_below_each_other_share_a_column_and_are_tabs_of_their_own(qtbot) -> None:
    parts = [Part("A", QLineEdit(), 1, high=2), Part("B", QLineEdit(), 1, below=True), Part("C", QLineEdit(), 2)]
    made = Beside(Look(), "Day", parts, 800, least=300)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    first, second, third = (part.panel.geometry() for part in parts)
    assert first.bottom() < second.top()
    assert first.left() == second.left() < third.left()
    made.resize(700, 300)
    assert seen(made) == [True, False, False]
    made.go(1)
    assert seen(made) == [False, True, False]
    made.resize(900, 300)
    assert seen(made) == [True, True, True]
    assert parts[0].panel.geometry().left() == parts[1].panel.geometry().left()


def test_the_list_that_a_control_has_opened_belongs_to_its_panel(qtbot) -> None:
    """A name with a space opens the list; whoever then takes the panel away has to lead the focus back."""
    window, panel = QWidget(), QWidget()
    qtbot.addWidget(window)
    whole = QVBoxLayout(window)
    choice, other = Select(Look(), "Second person", [("k", "Kojo Mensah"), ("y", "Yaw Darko")]), QLineEdit()
    QVBoxLayout(panel).addWidget(choice)
    for part in (panel, other):
        whole.addWidget(part)
    window.show()
    choice.setFocus()
    choice.showPopup()
    assert not panel.isAncestorOf(window.focusWidget())
    assert written_in(panel)
    other.setFocus()
    assert not written_in(panel)


def test_a_compact_window_shares_its_width_in_another_way(qtbot) -> None:
    look = Look()
    made = Beside(look, "Day", [Part("Count", QWidget(), 1), Part("Result", QWidget(), 2, compact=1)], 800, least=300)
    qtbot.addWidget(made)
    made.resize(912, 300)
    made.show()
    assert [part.panel.width() for part in made._parts] == [300, 600]
    look.set_density("compact")
    qtbot.waitUntil(lambda: [part.panel.width() for part in made._parts] == [450, 450])
