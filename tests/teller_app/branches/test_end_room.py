from teller_app.branches import end_room
from teller_app.branches.view_end import EndView
from tests.teller_app.branches.desk import Replica, room
from tests.teller_app.room_window import TEXTS, look


def test_it_is_another_view_of_the_same_model(qtbot) -> None:
    model, _, _ = room(Replica())
    view = end_room.make_view(look(), TEXTS, model)
    qtbot.addWidget(view)
    assert isinstance(view, EndView)
    keys = {action.key for action in end_room.MANIFEST.actions}
    assert {"F3", "F4", "F5", "F6", "F8", "Ctrl+P", "F9"} <= keys
