"""The loans' room alone in a window, keys pressed at it."""

from typing import Any

from teller_app.loans.room import MANIFEST, make_view
from teller_app.loans.view import LoansView
from tests.teller_app.kit import FakePort
from tests.teller_app.loans.desk import Replica, room
from tests.teller_app.room_window import TEXTS, RoomWindow, look, shown


def place(
    qtbot: Any, replica: Replica | None = None, port: FakePort | None = None
) -> tuple[RoomWindow, LoansView, Any, FakePort]:
    """Window, view, model, port."""
    model, port = room(replica or Replica(), port)
    view = make_view(look(), TEXTS, model)
    return shown(qtbot, MANIFEST, view, look()), view, model, port
