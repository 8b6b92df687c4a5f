import msgspec
import pytest

from contract.drawers import SessionState
from teller_app.drawers.state import BESIDE, DrawerState
from teller_app.drawers.view_closing import ClosingPage
from tests.teller_app.drawers.desk import COUNT, Replica, drawer, room, session, sheet, twice
from tests.teller_app.room_window import TEXTS, look, words_on


@pytest.fixture
def closing(qtbot):
    model, _ = room(Replica(session=session(state=SessionState.COUNTED), sheet=twice()))
    page = ClosingPage(look(), TEXTS, model)
    qtbot.addWidget(page)
    model.on_change = page.render_state
    page.resize(1656, 920)
    page.show()
    page.render_state(model.state)
    return page, model


def shown(page: ClosingPage) -> list[tuple[str, bool]]:
    switch = page.counts.switch
    return [(switch.tabText(at), switch.isTabEnabled(at)) for at in range(switch.count())]


def test_the_switch_shows_each_count_and_both_beside_each_other(closing) -> None:
    page, model = closing
    assert shown(page) == [("First count", True), ("Recount", True), ("Side by side", True)]
    assert page.counts.switch.currentIndex() == 1
    assert page.count.grid.counts() == COUNT
    page.counts.switch.setCurrentIndex(0)
    assert page.count.grid.counts()["5000"] == 140
    assert "46,028.70" in words_on(page.count), "its own total below it"
    page.counts.switch.setCurrentIndex(2)
    grid = page.counts.grid
    assert grid.isVisible()
    assert not page.count.grid.isVisible()
    assert grid.counts() == COUNT
    fifty = next(edit for edit in grid.edits if edit.accessibleDescription().startswith("Value GH₵ 7,150"))
    assert fifty.isReadOnly()
    assert "First count 140, Difference +3" in fifty.accessibleDescription()
    page.counts.switch.setCurrentIndex(1)
    assert page.count.grid.isVisible()
    assert not grid.isVisible()
    assert model.state.seen == "2"


def test_a_second_count_is_as_blind_as_the_first(closing) -> None:
    """The first one's pieces are put away, and cannot be looked at until the second is in."""
    page, model = closing
    model.show_count(BESIDE)
    once = DrawerState(
        phase="counting", drawer=drawer(), session=session(), reconciliation=sheet(), counts={"20000": 1}
    )
    page.render_state(once)
    assert shown(page) == [("First count", False), ("Recount", True)]
    assert page.counts.switch.currentIndex() == 1
    assert page.count.grid.isVisible()
    assert page.count.grid.counts() == {"20000": 1}
    assert not page.counts.grid.isVisible()


def test_one_count_alone_has_nothing_to_compare(closing) -> None:
    page, _ = closing
    page.render_state(DrawerState(phase="reconcile", drawer=drawer(), reconciliation=sheet()))
    assert shown(page) == [("First count", True), ("Recount", False)]
    page.render_state(DrawerState(phase="counting", drawer=drawer(), session=session()))
    assert shown(page) == [("First count", True), ("Recount", False)]


def test_counts_of_an_older_server_are_not_offered(closing) -> None:
    """It says no pieces of an attempt."""
    page, _ = closing
    found = twice()
    lines = tuple(msgspec.structs.replace(line, pieces={}) for line in found.attempts)
    page.render_state(
        DrawerState(phase="reconcile", drawer=drawer(), reconciliation=msgspec.structs.replace(found, attempts=lines))
    )
    assert not page.counts.switch.isVisible()
    assert page.count.grid.isVisible()


def test_both_beside_each_other_end_with_the_sheet(closing) -> None:
    """The replica may be read while it is fetched anew: a session without its counts."""
    page, model = closing
    model.show_count(BESIDE)
    page.render_state(
        DrawerState(phase="awaiting", drawer=drawer(), session=session(state=SessionState.AWAITING), seen=BESIDE)
    )
    assert page.count.grid.isVisible()
