from teller_app.drawers.view_choose import ChoosePage
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
