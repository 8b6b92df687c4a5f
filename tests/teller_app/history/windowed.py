"""The room in a window of its own."""

from teller_app.history.room import MANIFEST, make_view
from tests.teller_app.history.desk import Replica, room
from tests.teller_app.kit import FakePort
from tests.teller_app.room_window import TEXTS, look, shown


def place(qtbot, replica: Replica, port: FakePort | None = None):
    model, port = room(replica, port)
    view = make_view(look(), TEXTS, model)
    return shown(qtbot, MANIFEST, view, look()), view, model, replica
