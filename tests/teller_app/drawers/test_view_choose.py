from teller_app.drawers.view_choose import ChoosePage, _digit
from tests.teller_app.drawers.desk import Replica, drawer, room
from tests.teller_app.room_window import TEXTS, look


def page(qtbot, replica: Replica) -> ChoosePage:
    model, _ = room(replica)
    made = ChoosePage(look(), TEXTS, model)
    qtbot.addWidget(made)
    made.render_state(model.state)
    return made


def test_only_free_drawers_are_listed(qtbot) -> None:
    made = page(qtbot, Replica())
    assert made.table.row_count() == 2
    assert made.table.current_key() == drawer().drawer
    assert made.panel.accessibleDescription() == "1 drawer is in use"


def test_why_there_is_none(qtbot) -> None:
    taken = page(qtbot, Replica(drawers=(drawer(session="s"),)))
    assert (taken.none.isHidden(), taken.day_closed.isHidden()) == (False, True)
    closed = page(qtbot, Replica(day_open=False))
    assert (closed.none.isHidden(), closed.day_closed.isHidden(), closed.table.isHidden()) == (True, False, True)


def test_a_digit_takes_the_drawer_of_that_number_whoever_has_taken_another(qtbot) -> None:
    free, taken = drawer("02"), drawer("01", session="s")
    model, _ = room(Replica(drawers=(taken, free, drawer("12"))))
    made = ChoosePage(look(), TEXTS, model)
    qtbot.addWidget(made)
    made.render_state(model.state)
    assert [made.table.row_count(), _digit(free), _digit(drawer("12"))] == [2, 2, 0]
    made._take_numbered(1)
    assert model.state.phase == "choose", "somebody else has that one"
    made._take_numbered(2)
    assert model.state.drawer == free
