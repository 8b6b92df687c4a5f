from PySide6.QtWidgets import QWidget

from teller_app.drawers.state import DrawerState
from teller_app.drawers.view_closing import ClosingPage
from tests.teller_app.drawers.desk import COUNT, Replica, drawer, room, session, sheet, taken
from tests.teller_app.room_window import TEXTS, look, words_on


def page(qtbot, state: DrawerState, size: tuple[int, int] = (1656, 920)) -> ClosingPage:
    style = look()
    style.set_density("regular" if size[0] > 1500 else "compact")
    made = ClosingPage(style, TEXTS, room(Replica())[0])
    home = QWidget()
    qtbot.addWidget(home)
    made.setParent(home)
    made.home = home  # kept alive with it
    made.render_state(state)
    made.resize(*size)
    home.show()
    return made


def test_while_counting_only_what_was_typed_is_shown(qtbot) -> None:
    """Also in a second count: the first one's figures are put away."""
    made = page(
        qtbot,
        DrawerState(phase="counting", drawer=drawer(), session=session(), reconciliation=sheet(), counts={"20000": 1}),
    )
    assert made.count.grid.counts() == {"20000": 1}
    assert not made.record.isVisible()
    assert made.reconcile.hidden.isVisible()
    assert "46,218.70" not in words_on(made)
    assert made.count.line.text() == TEXTS("drawers.closing_again")
    assert not made.back.isVisible()


def test_a_count_that_is_in_is_shown_from_the_sheet(qtbot) -> None:
    made = page(qtbot, DrawerState(phase="reconcile", drawer=drawer(), reconciliation=sheet()))
    assert made.count.grid.counts() == COUNT
    assert made.recount.isVisible()
    assert not made.submit.isVisible()


def test_the_answer_alone_is_enough_until_the_sheet_comes(qtbot) -> None:
    made = page(qtbot, DrawerState(phase="reconcile", drawer=drawer(), session=session(), counts=COUNT, taken=taken()))
    assert made.reconcile.expected.figure == "46,218.70"
    assert not made.reconcile.movements.isVisible()


def test_behind_tabs_the_phase_chooses_and_the_button_stays_in_sight(qtbot) -> None:
    """The room of a window of 800x600."""
    small = (708, 472)
    made = page(qtbot, DrawerState(phase="counting", drawer=drawer(), session=session()), small)
    assert made.both.folded
    assert made.submit.isVisible()
    assert not made.reconcile.isVisible()
    made.render_state(DrawerState(phase="reconcile", drawer=drawer(), reconciliation=sheet()))
    assert made.reconcile.isVisible()
    assert made.record.ask.isVisible()
    assert made.minimumSizeHint().height() <= small[1], "nothing has to be scrolled to"
    assert not made.steps.isVisible(), "they step aside"
    made.resize(1656, 920)
    assert made.steps.isVisible()
    assert made.count.isVisible()
    assert made.record.bars.isVisible()
